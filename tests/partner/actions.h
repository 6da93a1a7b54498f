#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tests/partner/client.h"

// What a partner application does again and again.
namespace tancua::partner {

// A one-page PDF and a small JPEG, real ones.
[[nodiscard]] std::string SamplePdf();
[[nodiscard]] std::string SampleJpeg();

// A valid form for a procedure: the first example of its published schema.
[[nodiscard]] nlohmann::json SampleForm(const nlohmann::json& procedure);

// Uploads one sample for each required paper; an empty list when an upload failed.
[[nodiscard]] nlohmann::json UploadPapers(Client& client, const nlohmann::json& procedure,
                                          std::string_view token);

// The body of POST /v1/dossiers for an online filing by a citizen.
[[nodiscard]] nlohmann::json OnlineApplication(const nlohmann::json& procedure,
                                               const std::string& ward, nlohmann::json papers);

// POST /v1/dossiers/{code}:{verb} with a fresh request id and an optional note.
[[nodiscard]] Answer Act(Client& client, const std::string& name, const std::string& verb,
                         std::string_view token, const std::string& note = "");

// The four officers of a demo ward, signed in.
struct Staff {
  Session clerk, specialist, leader, admin;
};
[[nodiscard]] Staff SignInStaff(Client& client, const std::string& ward_code);

// One message as it reached the citizen's phone in the simulator.
struct Delivered {
  std::string rung;  // "ZNS" or "SMS"
  std::string text;
};
// Messages about `dossier_code`, oldest first.
[[nodiscard]] std::vector<Delivered> MessagesAbout(Client& client, const std::string& dossier_code);
// Waits until there are `count` of them, at most `timeout`; returns what there is.
[[nodiscard]] std::vector<Delivered> AwaitMessages(Client& client, const std::string& dossier_code,
                                                   std::size_t count, absl::Duration timeout);
// The token at the end of a survey link in a text; "" when there is none.
[[nodiscard]] std::string SurveyTokenIn(std::string_view text);

}  // namespace tancua::partner

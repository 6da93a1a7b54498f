#include "services/dossier/catalogue/complaint.h"

#include "absl/strings/cord.h"
#include "absl/strings/str_cat.h"
#include "nlohmann/json.hpp"

namespace tancua::dossier::catalogue {
namespace {

constexpr char kPayload[] = "tancua/catalogue-complaint";

}  // namespace

absl::Status Refusal(const Complaint& complaint) {
  absl::Status status = absl::InvalidArgumentError(
      absl::StrCat(complaint.file, ":", complaint.line, ": ", complaint.text));
  const nlohmann::json parts{{"reason", complaint.reason},
                             {"file", complaint.file},
                             {"line", complaint.line},
                             {"field", complaint.field},
                             {"text", complaint.text}};
  status.SetPayload(kPayload, absl::Cord(parts.dump()));
  return status;
}

std::optional<Complaint> ComplaintOf(const absl::Status& status) {
  const auto payload = status.GetPayload(kPayload);
  if (!payload) return std::nullopt;
  const auto parts = nlohmann::json::parse(std::string(*payload));
  return Complaint{.reason = parts["reason"],
                   .file = parts["file"],
                   .line = parts["line"],
                   .field = parts["field"],
                   .text = parts["text"]};
}

}  // namespace tancua::dossier::catalogue

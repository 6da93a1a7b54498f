#pragma once

#include <map>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "common/http/server.h"
#include "nlohmann/json.hpp"

// What simulated parties read and answer with.
namespace tancua::simulator {

// Name → value; the first of repeated names wins.
using Fields = std::map<std::string, std::string, std::less<>>;

[[nodiscard]] absl::StatusOr<Fields> QueryFields(const http::Request& request);
// The body as application/x-www-form-urlencoded, at most 64 KiB.
[[nodiscard]] absl::StatusOr<Fields> FormFields(http::Request& request);
// The body as JSON, at most 64 KiB.
[[nodiscard]] absl::StatusOr<nlohmann::json> JsonBody(http::Request& request);
// The field, or "".
[[nodiscard]] std::string Get(const Fields& fields, std::string_view name);
// The member when it is text, or "".
[[nodiscard]] std::string TextAt(const nlohmann::json& object, const char* name);

[[nodiscard]] http::Response Json(int status, const nlohmann::json& body);
// A page with the banner that nobody can mistake for the real party.
[[nodiscard]] http::Response Page(std::string_view title, std::string_view body_html,
                                  int status = 200);
[[nodiscard]] http::Response Redirect(std::string location);
[[nodiscard]] std::string EscapeHtml(std::string_view text);

}  // namespace tancua::simulator

#include "services/simulator/reply.h"

#include <utility>

#include "common/status/macros.h"

namespace tancua::simulator {
namespace {

constexpr std::size_t kMaxBody = 64 * 1024;

absl::StatusOr<Fields> ParseFields(std::string_view text) {
  ASSIGN_OR_RETURN(auto pairs, http::ParseQuery(text));
  Fields fields;
  for (auto& [name, value] : pairs) fields.emplace(std::move(name), std::move(value));
  return fields;
}

}  // namespace

absl::StatusOr<Fields> QueryFields(const http::Request& request) {
  return ParseFields(request.query());
}

absl::StatusOr<Fields> FormFields(http::Request& request) {
  ASSIGN_OR_RETURN(const std::string body, request.ReadAll(kMaxBody));
  return ParseFields(body);
}

absl::StatusOr<nlohmann::json> JsonBody(http::Request& request) {
  ASSIGN_OR_RETURN(const std::string body, request.ReadAll(kMaxBody));
  auto json = nlohmann::json::parse(body, nullptr, /*allow_exceptions=*/false);
  if (json.is_discarded()) return absl::InvalidArgumentError("the body is not JSON");
  return json;
}

std::string Get(const Fields& fields, std::string_view name) {
  const auto field = fields.find(name);
  return field == fields.end() ? "" : field->second;
}

std::string TextAt(const nlohmann::json& object, const char* name) {
  const auto it = object.find(name);
  return it != object.end() && it->is_string() ? it->get<std::string>() : std::string();
}

http::Response Json(int status, const nlohmann::json& body) {
  http::Response response;
  response.status = status;
  response.body = body.dump();
  return response;
}

http::Response Page(std::string_view title, std::string_view body_html, int status) {
  http::Response response;
  response.status = status;
  response.content_type = "text/html; charset=utf-8";
  response.body =
      "<!doctype html><html lang=\"vi\"><head><meta charset=\"utf-8\">"
      "<meta name=\"viewport\" content=\"width=device-width\"><title>";
  response.body += EscapeHtml(title);
  response.body +=
      " (simulator)</title></head><body style=\"font-family:sans-serif;max-width:60em;"
      "margin:auto;padding:1em\"><p role=\"note\" style=\"background:#b00020;color:#fff;"
      "padding:.6em\"><strong>MÔ PHỎNG – tancua simulator.</strong> Không phải hệ thống thật; "
      "không nhập thông tin cá nhân thật.</p><h1>";
  response.body += EscapeHtml(title);
  response.body += "</h1>";
  response.body += body_html;
  response.body += "</body></html>";
  return response;
}

http::Response Redirect(std::string location) {
  http::Response response;
  response.status = 302;
  response.headers.emplace_back("Location", std::move(location));
  return response;
}

std::string EscapeHtml(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

}  // namespace tancua::simulator

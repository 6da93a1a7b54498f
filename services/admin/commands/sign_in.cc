#include <iostream>
#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "common/http/server.h"
#include "common/status/macros.h"
#include "services/admin/api.h"
#include "services/admin/commands/commands.h"

namespace tancua::admin {
namespace {

using nlohmann::ordered_json;

// "http://127.0.0.1:8080/callback?code=…&state=…" → what completes the verification.
absl::StatusOr<ordered_json> ReadRedirect(const std::string& address) {
  const std::size_t mark = address.find('?');
  ASSIGN_OR_RETURN(
      const auto query,
      http::ParseQuery(mark == std::string::npos ? std::string() : address.substr(mark + 1)));
  ordered_json body;
  for (const auto& [key, value] : query) {
    if (key == "code" || key == "state" || key == "error") body[key] = value;
    if (key == "iss") body["issuer"] = value;
  }
  if (body.contains("code") || body.contains("error")) return body;
  return absl::InvalidArgumentError("this is not the address that the browser was sent to");
}

absl::Status SignIn(const Options& options, const std::string& redirect_uri) {
  ASSIGN_OR_RETURN(Api api, Api::AsNobody(options));
  ASSIGN_OR_RETURN(const ordered_json verification,
                   api.Post("/v1/verifications", {{"requestId", NewRequestId()},
                                                  {"provider", "staff"},
                                                  {"redirectUri", redirect_uri}}));
  std::cerr << "Open this in a browser, on whatever machine, and sign in:\n\n"
            << verification.value("authorizationUri", "")
            << "\n\nThe browser is then sent to an address that need not open. Paste it here: ";
  std::string address;
  std::getline(std::cin, address);
  ASSIGN_OR_RETURN(const ordered_json redirect, ReadRedirect(address));
  ASSIGN_OR_RETURN(
      const ordered_json completed,
      api.Post(absl::StrCat("/v1/", verification.value("name", ""), ":complete"), redirect));
  const ordered_json tokens = completed.value("tokens", ordered_json::object());
  RETURN_IF_ERROR(SaveSession({.gateway = api.gateway(),
                               .access_token = tokens.value("accessToken", ""),
                               .refresh_token = tokens.value("refreshToken", "")}));
  const ordered_json officer = completed.value("officer", ordered_json::object());
  Print(options, {{"officer", officer.value("displayName", "")},
                  {"ward", officer.value("ward", "")},
                  {"roles", officer.value("roles", ordered_json::array())}});
  return absl::OkStatus();
}

absl::Status SignOut(const Options& options) {
  ASSIGN_OR_RETURN(Api api, Api::AsOfficer(options));
  const auto ended = api.Post("/v1/sessions/current:end", ordered_json::object());
  ForgetSession();
  return absl::IsUnauthenticated(ended.status()) ? absl::OkStatus() : ended.status();
}

}  // namespace

void AddSignIn(Cli& cli) {
  auto redirect_uri = std::make_shared<std::string>("http://127.0.0.1:8080/callback");
  cli.Add("sign-in", "Sign in as an officer, by the browser; the session ends when it is idle",
          [&cli, redirect_uri] { return SignIn(cli.options, *redirect_uri); })
      ->add_option("--redirect-uri", *redirect_uri, "one of identity.staff.redirect_uris")
      ->capture_default_str();
}

void AddSignOut(Cli& cli) {
  cli.Add("sign-out", "End the session here and in the suite",
          [&cli] { return SignOut(cli.options); });
}

}  // namespace tancua::admin

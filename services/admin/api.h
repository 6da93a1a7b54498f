#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "common/http/client.h"
#include "nlohmann/json.hpp"
#include "services/admin/console.h"
#include "services/admin/session.h"

namespace tancua::admin {

// The suite's own API, through the gateway, as the officer who is signed in.
class Api {
 public:
  // As who is signed in; an access token that has ended is replaced by the refresh token.
  [[nodiscard]] static absl::StatusOr<Api> AsOfficer(const Options& options);
  // For what needs no sign-in.
  [[nodiscard]] static absl::StatusOr<Api> AsNobody(const Options& options);

  [[nodiscard]] absl::StatusOr<nlohmann::ordered_json> Get(const std::string& path);
  [[nodiscard]] absl::StatusOr<nlohmann::ordered_json> Post(const std::string& path,
                                                            const nlohmann::ordered_json& body);
  // Changes `fields` of a resource, names of the API: "displayName".
  [[nodiscard]] absl::StatusOr<nlohmann::ordered_json> Patch(const std::string& path,
                                                             const nlohmann::ordered_json& fields);
  // All pages of a list: the elements of `field`.
  [[nodiscard]] absl::StatusOr<nlohmann::ordered_json> List(const std::string& path,
                                                            const std::string& field);
  // A token that is valid now; for calls that do not pass the gateway.
  [[nodiscard]] absl::StatusOr<std::string> FreshToken();

  [[nodiscard]] const std::string& gateway() const { return session_.gateway; }

 private:
  Api(Session session, http::ClientTls tls)
      : session_(std::move(session)), http_(std::make_unique<http::Client>(std::move(tls))) {}

  [[nodiscard]] absl::StatusOr<nlohmann::ordered_json> Send(http::ClientRequest request);
  [[nodiscard]] absl::StatusOr<nlohmann::ordered_json> Once(http::ClientRequest request);
  [[nodiscard]] absl::Status Refresh();

  Session session_;
  std::unique_ptr<http::Client> http_;
};

// A fresh idempotency key.
[[nodiscard]] std::string NewRequestId();

}  // namespace tancua::admin

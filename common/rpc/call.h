#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "common/limits/token_bucket.h"
#include "tancua/policy/v1/policy.pb.h"

namespace tancua::rpc {

// Who calls, as the access token says. An anonymous caller has kind UNSPECIFIED.
struct Caller {
  policy::v1::ActorKind kind = policy::v1::ACTOR_KIND_UNSPECIFIED;
  std::string subject;                 // "citizens/{uuid}", "officers/{uuid}" or "clients/{id}"
  std::string ward;                    // an officer's "wards/{code}"; empty for one of the city
  std::vector<std::string> roles;      // an officer's
  std::vector<std::string> positions;  // an officer's "wards/{code}/positions/{id}"
  std::vector<std::string> wards;      // a partner's "wards/{code}"
  std::vector<std::string> scopes;     // a partner's
  int level = 0;                       // a citizen's VNeID level
  // When the person last proved who they are, as the provider says; the past when it does not.
  absl::Time verified_at = absl::InfinitePast();
  std::string session;  // "sessions/{uuid}"; empty for those who have none
  // "clients/{id}": the partner itself, or the one through which a citizen signed in. Whatever goes
  // out names persons as pairwise::Names says for it. Empty when no partner stands between.
  std::string client;
  limits::Rate rate;  // how fast that client may call
  // Who helps the citizen, "officers/{uuid}", and the record of it, "assistedVerifications/{uuid}";
  // empty for citizens who act alone.
  std::string assistant;
  std::string assistance;

  [[nodiscard]] bool IsCitizen() const { return kind == policy::v1::CITIZEN; }
  [[nodiscard]] bool IsOfficer() const { return kind == policy::v1::OFFICER; }
  [[nodiscard]] bool IsPartner() const { return kind == policy::v1::PARTNER; }
  [[nodiscard]] bool IsAssisted() const { return !assistant.empty(); }
  [[nodiscard]] bool HasRole(std::string_view role) const;
  [[nodiscard]] bool HasScope(std::string_view scope) const;
  // True for an officer of `ward` ("wards/{code}") and for a partner that may act for it.
  [[nodiscard]] bool Covers(std::string_view ward) const;
};

// What a call brings along; lower-case keys ("authorization", "traceparent").
using Metadata = std::map<std::string, std::string, std::less<>>;

// SHA-256 of the certificate that the outside caller showed, base64url (RFC 8705, x5t#S256).
// Only our listeners set it: what a caller sends under this name is removed.
inline constexpr std::string_view kClientCertificateThumbprint = "x-client-cert-thumbprint";

// One call on its way through the pipeline into a procedure.
struct Call {
  std::string method;  // "tancua.dossier.v1.DossierService/FileDossier"
  Metadata metadata;
  absl::Time deadline = absl::InfiniteFuture();
  Caller caller;            // set by the authentication stage
  std::string traceparent;  // W3C, of this call: for what it causes
  std::string error_id;     // what an INTERNAL error is logged and answered under

  // OTHER_WARD unless the caller is an officer or a partner of `ward` ("wards/{code}").
  [[nodiscard]] absl::Status RequireWard(std::string_view ward) const;
  // OTHER_WARD unless the caller is an officer or a partner of `ward`, or the citizen `subject`.
  [[nodiscard]] absl::Status RequireWardOrSubject(std::string_view ward,
                                                  std::string_view subject) const;
  // The bearer token, to pass on; empty when there is none.
  [[nodiscard]] std::string_view BearerToken() const;
};

}  // namespace tancua::rpc

#include "services/identity/wire_client.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "common/id/ids.h"
#include "common/status/view.h"
#include "google/protobuf/util/time_util.h"
#include "services/identity/domain/client_errors.h"
#include "services/identity/wire_time.h"

namespace tancua::identity::wire {
namespace {

// "27442" of "wards/27442"; anything else stays, for the domain to refuse.
std::string ClientWardOf(const std::string& name) {
  return std::string(absl::StripPrefix(name, "wards/"));
}

v1::ClientKey::Kind ClientKeyKindOf(domain::ClientKey::Kind kind) {
  switch (kind) {
    case domain::ClientKey::Kind::kSecret:
      return v1::ClientKey::SECRET;
    case domain::ClientKey::Kind::kJsonWebKey:
      return v1::ClientKey::JSON_WEB_KEY;
    case domain::ClientKey::Kind::kCertificate:
      return v1::ClientKey::CERTIFICATE;
  }
  return v1::ClientKey::KIND_UNSPECIFIED;
}

v1::ClientKey::State ClientKeyStateOf(const domain::ClientKey& key, absl::Time now) {
  if (key.revoked_at) return v1::ClientKey::REVOKED;
  return key.ActiveAt(now) ? v1::ClientKey::ACTIVE : v1::ClientKey::EXPIRED;
}

std::vector<std::string> ClientTextsOf(
    const google::protobuf::RepeatedPtrField<std::string>& texts) {
  return {texts.begin(), texts.end()};
}

}  // namespace

std::string PartnerOf(const rpc::Call& call) {
  if (!call.caller.IsPartner()) return "";
  return std::string(absl::StripPrefix(call.caller.client, "clients/"));
}

absl::StatusOr<std::string> ParseClientName(std::string_view name, const char* field) {
  absl::string_view id = View(name);
  if (!absl::ConsumePrefix(&id, "clients/") || id.empty() || id.find('/') != id.npos) {
    return status::Error(kClientNotFound, {.field = field});
  }
  return std::string(id);
}

absl::StatusOr<ClientKeyName> ParseClientKeyName(std::string_view name) {
  const std::vector<std::string> words = absl::StrSplit(View(name), '/');
  if (words.size() != 4 || words[0] != "clients" || words[2] != "keys" || !IsUuid(words[3])) {
    return status::Error(kClientKeyNotFound, {.field = "name"});
  }
  return ClientKeyName{.client_id = words[1], .key_id = words[3]};
}

v1::Client ToClient(const domain::Client& client) {
  v1::Client out;
  out.set_name("clients/" + client.id);
  out.set_display_name(client.display_name);
  for (const std::string& scope : client.scopes) out.add_scopes(scope);
  for (const std::string& ward : client.wards) out.add_wards("wards/" + ward);
  out.mutable_limit()->set_per_second(client.limit.per_second);
  out.mutable_limit()->set_burst(client.limit.burst);
  for (const std::string& method : client.auth_methods) out.add_auth_methods(method);
  out.set_disabled(client.disabled);
  *out.mutable_create_time() = ToTimestamp(client.created_at);
  *out.mutable_update_time() = ToTimestamp(client.updated_at);
  out.set_etag(absl::StrCat(client.revision));
  return out;
}

v1::ClientKey ToClientKey(const domain::ClientKey& key, absl::Time now) {
  v1::ClientKey out;
  out.set_name(absl::StrCat("clients/", key.client_id, "/keys/", key.id));
  out.set_kind(ClientKeyKindOf(key.kind));
  out.set_state(ClientKeyStateOf(key, now));
  if (key.kind != domain::ClientKey::Kind::kSecret) out.set_public_value(key.value);
  *out.mutable_create_time() = ToTimestamp(key.created_at);
  if (key.expires_at) *out.mutable_expire_time() = ToTimestamp(*key.expires_at);
  if (key.revoked_at) *out.mutable_revoke_time() = ToTimestamp(*key.revoked_at);
  return out;
}

bool MergeClient(const v1::Client& from, std::string_view path, domain::Client& client) {
  if (path == "display_name") {
    client.display_name = from.display_name();
  } else if (path == "scopes") {
    client.scopes = ClientTextsOf(from.scopes());
  } else if (path == "wards") {
    client.wards.clear();
    for (const std::string& ward : from.wards()) client.wards.push_back(ClientWardOf(ward));
  } else if (path == "limit") {
    client.limit = from.has_limit() ? limits::Rate{.per_second = from.limit().per_second(),
                                                   .burst = from.limit().burst()}
                                    : domain::Client{}.limit;
  } else if (path == "auth_methods") {
    client.auth_methods = ClientTextsOf(from.auth_methods());
  } else {
    return false;
  }
  return true;
}

}  // namespace tancua::identity::wire

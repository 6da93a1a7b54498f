#include "services/identity/partner_fixture.h"

#include "common/rpc/authenticator.h"
#include "google/protobuf/util/time_util.h"
#include "services/identity/api/complete_verification.h"
#include "services/identity/api/create_verification.h"

namespace tancua::identity {

rpc::Call PartnerFixture::CityAdmin() const {
  rpc::Call call = NewCall();
  call.caller.kind = policy::v1::OFFICER;
  call.caller.subject = "officers/city";
  call.caller.roles = {"city_admin"};
  return call;
}

rpc::Call PartnerFixture::WardAdmin(const std::string& ward) const {
  rpc::Call call = CityAdmin();
  call.caller.subject = "officers/" + ward;
  call.caller.ward = "wards/" + ward;
  call.caller.roles = {"ward_admin"};
  return call;
}

rpc::Call PartnerFixture::PartnerCall(const std::string& id) const {
  rpc::Call call = NewCall();
  call.caller.kind = policy::v1::PARTNER;
  call.caller.subject = call.caller.client = "clients/" + id;
  return call;
}

v1::CreateClientRequest PartnerFixture::NewClient(const std::string& id) const {
  v1::CreateClientRequest request;
  request.set_request_id(RandomIds(clock_).NewUuid());
  request.set_client_id(id);
  v1::Client& client = *request.mutable_client();
  client.set_display_name("Trung tâm Chuyển đổi số");
  client.add_scopes("dossiers.read");
  client.add_scopes("messages.read");
  client.add_wards("wards/27442");
  client.add_wards("wards/26944");
  client.mutable_limit()->set_per_second(5);
  client.mutable_limit()->set_burst(7);
  return request;
}

void PartnerFixture::Register(const std::string& id) {
  const auto client = api::CreateClient(*deps_, CityAdmin(), NewClient(id));
  ASSERT_TRUE(client.ok()) << client.status();
}

std::string PartnerFixture::RegisterWithSecret(const std::string& id) {
  Register(id);
  return AddSecret(id).secret();
}

absl::StatusOr<v1::AddClientKeyResponse> PartnerFixture::AddKey(v1::AddClientKeyRequest request) {
  request.set_request_id(ids_.NewUuid());
  return api::AddClientKey(*deps_, CityAdmin(), request);
}

v1::AddClientKeyResponse PartnerFixture::AddSecret(const std::string& id) {
  v1::AddClientKeyRequest request;
  request.set_parent("clients/" + id);
  request.set_generate_secret(true);
  return AddKey(request).value();
}

v1::AddClientKeyResponse PartnerFixture::AddJwk(const std::string& id, const jose::Signer& signer) {
  v1::AddClientKeyRequest request;
  request.set_parent("clients/" + id);
  request.set_json_web_key(signer.PublicJwk().dump());
  return AddKey(request).value();
}

absl::StatusOr<v1::Client> PartnerFixture::Disable(const std::string& id) {
  v1::DisableClientRequest request;
  request.set_name("clients/" + id);
  request.set_request_id(ids_.NewUuid());
  return api::DisableClient(*deps_, CityAdmin(), request);
}

absl::StatusOr<v1::Client> PartnerFixture::Enable(const std::string& id) {
  v1::EnableClientRequest request;
  request.set_name("clients/" + id);
  request.set_request_id(ids_.NewUuid());
  return api::EnableClient(*deps_, CityAdmin(), request);
}

absl::StatusOr<v1::ClientKey> PartnerFixture::RevokeKey(const std::string& name) {
  v1::RevokeClientKeyRequest request;
  request.set_name(name);
  request.set_request_id(ids_.NewUuid());
  return api::RevokeClientKey(*deps_, CityAdmin(), request);
}

absl::StatusOr<v1::IssueTokenResponse> PartnerFixture::SignInClient(const std::string& id,
                                                                    const std::string& secret,
                                                                    const std::string& scope) {
  v1::IssueTokenRequest request;
  request.set_grant_type("client_credentials");
  request.set_client_id(id);
  request.set_client_secret(secret);
  request.set_scope(scope);
  return api::IssueToken(*deps_, NewCall(), request);
}

absl::StatusOr<v1::IssueTokenResponse> PartnerFixture::SignInWith(const std::string& assertion) {
  v1::IssueTokenRequest request;
  request.set_grant_type("client_credentials");
  request.set_client_assertion_type("urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
  request.set_client_assertion(assertion);
  return api::IssueToken(*deps_, NewCall(), request);
}

std::string PartnerFixture::Assertion(const std::string& id, const jose::Signer& signer,
                                      const nlohmann::json& claims) const {
  nlohmann::json all{{"iss", id},
                     {"sub", id},
                     {"aud", config_.oauth.issuer},
                     {"jti", RandomIds(clock_).NewUuid()},
                     {"iat", absl::ToUnixSeconds(clock_.Now())},
                     {"exp", absl::ToUnixSeconds(clock_.Now() + absl::Minutes(5))}};
  all.update(claims);
  return signer.Sign(all);
}

absl::StatusOr<v1::IssueTokenResponse> PartnerFixture::RefreshAs(const std::string& id,
                                                                 const std::string& secret,
                                                                 const std::string& refresh_token) {
  v1::IssueTokenRequest request;
  request.set_grant_type("refresh_token");
  request.set_client_id(id);
  request.set_client_secret(secret);
  request.set_refresh_token(refresh_token);
  return api::IssueToken(*deps_, NewCall(), request);
}

absl::StatusOr<v1::IntrospectTokenResponse> PartnerFixture::Introspect(const std::string& id,
                                                                       const std::string& secret,
                                                                       const std::string& token) {
  v1::IntrospectTokenRequest request;
  request.set_client_id(id);
  request.set_client_secret(secret);
  request.set_token(token);
  return api::IntrospectToken(*deps_, NewCall(), request);
}

absl::Status PartnerFixture::Revoke(const std::string& id, const std::string& secret,
                                    const std::string& token) {
  v1::RevokeTokenRequest request;
  request.set_client_id(id);
  request.set_client_secret(secret);
  request.set_token(token);
  return api::RevokeToken(*deps_, NewCall(), request).status();
}

absl::StatusOr<v1::CompleteVerificationResponse> PartnerFixture::SignInThrough(
    const std::string& client, const std::string& person) {
  v1::CreateVerificationRequest request;
  request.set_request_id(ids_.NewUuid());
  request.set_provider("vneid");
  request.set_redirect_uri(kRedirectUri);
  const auto verification = api::CreateVerification(*deps_, PartnerCall(client), request);
  if (!verification.ok()) return verification.status();
  return api::CompleteVerification(*deps_, PartnerCall(client), Consent(*verification, person));
}

absl::StatusOr<rpc::Caller> PartnerFixture::CallerOf(const std::string& access_token) {
  rpc::Revocations revocations(
      clock_, [this](absl::Time) -> absl::StatusOr<rpc::Revocations::List> {
        const auto listed = api::ListRevocations(*deps_, NewCall(), {});
        if (!listed.ok()) return listed.status();
        rpc::Revocations::List list{.entries = {}, .as_of = clock_.Now()};
        using google::protobuf::util::TimeUtil;
        for (const v1::Revocation& each : listed->revocations()) {
          list.entries.push_back({.digest = each.digest(),
                                  .revoked = absl::FromUnixMicros(
                                      TimeUtil::TimestampToMicroseconds(each.revoke_time())),
                                  .expires = absl::FromUnixMicros(
                                      TimeUtil::TimestampToMicroseconds(each.expire_time()))});
        }
        return list;
      });
  rpc::Authenticator authenticator(
      clock_,
      [this]() -> absl::StatusOr<std::string> {
        return nlohmann::json{{"keys", nlohmann::json::array({access_tokens_->PublicJwk()})}}
            .dump();
      },
      &names_, &revocations);
  return authenticator.Authenticate(access_token);
}

std::string PartnerFixture::CauseOf(const absl::Status& status) {
  const auto described = status::Describe(status);
  if (!described) return "";
  for (const auto& [key, value] : described->detail.metadata) {
    if (key == "cause") return value;
  }
  return "";
}

}  // namespace tancua::identity

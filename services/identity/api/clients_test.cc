#include "services/identity/api/clients.h"

#include "gmock/gmock.h"
#include "google/protobuf/util/time_util.h"
#include "services/identity/domain/errors.h"
#include "services/identity/oauth/demo_clients.h"
#include "services/identity/partner_fixture.h"
#include "services/identity/wire_time.h"

namespace tancua::identity {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class Clients : public PartnerFixture {
 protected:
  absl::StatusOr<v1::Client> Create(const rpc::Call& call, v1::CreateClientRequest request) {
    return api::CreateClient(*deps_, call, request);
  }
  absl::StatusOr<v1::Client> Get(const rpc::Call& call, const std::string& name) {
    v1::GetClientRequest request;
    request.set_name(name);
    return api::GetClient(*deps_, call, request);
  }
  std::vector<std::string> ListNames(const rpc::Call& call, int page_size) {
    std::vector<std::string> names;
    v1::ListClientsRequest request;
    request.set_page_size(page_size);
    do {
      const auto page = api::ListClients(*deps_, call, request);
      EXPECT_TRUE(page.ok()) << page.status();
      if (!page.ok()) break;
      for (const v1::Client& client : page->clients()) names.push_back(client.name());
      request.set_page_token(page->next_page_token());
    } while (!request.page_token().empty());
    return names;
  }
  absl::StatusOr<v1::Client> Update(const rpc::Call& call, v1::Client client,
                                    const std::vector<std::string>& paths) {
    v1::UpdateClientRequest request;
    request.set_request_id(ids_.NewUuid());
    *request.mutable_client() = std::move(client);
    for (const std::string& path : paths) request.mutable_update_mask()->add_paths(path);
    return api::UpdateClient(*deps_, call, request);
  }
};

TEST_F(Clients, AreRegisteredByTheCity) {
  const auto client = Create(CityAdmin(), NewClient("app"));
  ASSERT_TRUE(client.ok()) << client.status();
  EXPECT_EQ(client->name(), "clients/app");
  EXPECT_THAT(client->wards(), ElementsAre("wards/26944", "wards/27442"));
  EXPECT_EQ(client->limit().burst(), 7);
  EXPECT_FALSE(client->disabled());
  EXPECT_EQ(Get(CityAdmin(), "clients/app")->SerializeAsString(), client->SerializeAsString());
  EXPECT_KIND(Create(CityAdmin(), NewClient("app")).status(), kClientExists);
}

TEST_F(Clients, AreRegisteredOnceHoweverOftenTheRequestComes) {
  const v1::CreateClientRequest request = NewClient("app");
  const auto first = Create(CityAdmin(), request);
  const auto again = Create(CityAdmin(), request);
  ASSERT_TRUE(again.ok()) << again.status();
  EXPECT_EQ(first->SerializeAsString(), again->SerializeAsString());
}

TEST_F(Clients, AreRefusedWithTheFieldThatIsWrong) {
  const auto field_of = [&](v1::CreateClientRequest request) {
    const absl::Status status = Create(CityAdmin(), std::move(request)).status();
    EXPECT_KIND(status, kClientInvalid);
    const auto described = status::Describe(status);
    return described ? described->detail.field : "";
  };
  for (const char* id : {"", "ab", "App", "1app", "app_1", "app:1"}) {
    EXPECT_EQ(field_of(NewClient(id)), "client_id") << id;
  }
  auto request = NewClient("app");
  request.mutable_client()->clear_display_name();
  EXPECT_EQ(field_of(request), "client.display_name");
  request = NewClient("app");
  request.mutable_client()->add_scopes("everything");
  EXPECT_EQ(field_of(request), "client.scopes");
  request = NewClient("app");
  request.mutable_client()->clear_wards();
  EXPECT_EQ(field_of(request), "client.wards");
  request = NewClient("app");
  request.mutable_client()->add_wards("wards/2744");
  EXPECT_EQ(field_of(request), "client.wards");
  request = NewClient("app");
  request.mutable_client()->mutable_limit()->set_per_second(0);
  EXPECT_EQ(field_of(request), "client.limit.per_second");
  request = NewClient("app");
  request.mutable_client()->add_auth_methods("none");
  EXPECT_EQ(field_of(request), "client.auth_methods");
}

TEST_F(Clients, OfOneWardAreManagedByItsAdministrator) {
  EXPECT_KIND(Create(WardAdmin("27442"), NewClient("two")).status(), status::kOtherWard);
  auto request = NewClient("one");
  request.mutable_client()->clear_wards();
  request.mutable_client()->add_wards("wards/27442");
  ASSERT_TRUE(Create(WardAdmin("27442"), request).ok());
  Register("two");

  EXPECT_TRUE(Get(WardAdmin("27442"), "clients/one").ok());
  EXPECT_KIND(Get(WardAdmin("26944"), "clients/one").status(), kClientNotFound);
  EXPECT_KIND(Get(WardAdmin("27442"), "clients/two").status(), kClientNotFound);
  EXPECT_THAT(ListNames(WardAdmin("27442"), 10), ElementsAre("clients/one"));
  EXPECT_THAT(ListNames(WardAdmin("26944"), 10), IsEmpty());
  v1::Client wider = Get(WardAdmin("27442"), "clients/one").value();
  wider.add_wards("wards/26944");
  EXPECT_KIND(Update(WardAdmin("27442"), wider, {"wards"}).status(), status::kOtherWard);
}

TEST_F(Clients, ArePagedById) {
  for (const char* id : {"ccc", "aaa", "bbb"}) Register(id);
  EXPECT_THAT(ListNames(CityAdmin(), 2), ElementsAre("clients/aaa", "clients/bbb", "clients/ccc"));
  v1::ListClientsRequest request;
  request.set_page_token("x");
  EXPECT_KIND(api::ListClients(*deps_, CityAdmin(), request).status(), status::kPageTokenInvalid);
}

TEST_F(Clients, AreChangedAsTheMaskSays) {
  Register("app");
  v1::Client client = Get(CityAdmin(), "clients/app").value();
  client.set_display_name("Phường Bình Tân");
  client.clear_scopes();
  const auto changed = Update(CityAdmin(), client, {"display_name"});
  ASSERT_TRUE(changed.ok()) << changed.status();
  EXPECT_EQ(changed->display_name(), "Phường Bình Tân");
  EXPECT_EQ(changed->scopes_size(), 2) << "not named by the mask";
  EXPECT_NE(changed->etag(), client.etag());
  EXPECT_KIND(Update(CityAdmin(), client, {"display_name"}).status(), kClientEtagMismatch);
  EXPECT_KIND(Update(CityAdmin(), *changed, {"disabled"}).status(), kClientInvalid);
  EXPECT_KIND(Update(CityAdmin(), *changed, {}).status(), kClientInvalid);
}

TEST_F(Clients, KeepTheirKeysAsDigestsAndPublicValues) {
  const std::string secret = RegisterWithSecret("app");
  clock_.Advance(absl::Seconds(1));  // keys are listed by the time of their ids
  const v1::ClientKey jwk = AddJwk("app", signer_).key();
  clock_.Advance(absl::Seconds(1));
  v1::AddClientKeyRequest certificate;
  certificate.set_parent("clients/app");
  certificate.set_certificate_thumbprint(std::string(64, '0'));
  *certificate.mutable_expire_time() =
      google::protobuf::util::TimeUtil::SecondsToTimestamp(absl::ToUnixSeconds(clock_.Now()) + 60);
  ASSERT_TRUE(AddKey(certificate).ok());
  ASSERT_TRUE(RevokeKey(jwk.name()).ok());
  clock_.Advance(absl::Minutes(1));

  v1::ListClientKeysRequest request;
  request.set_parent("clients/app");
  const auto keys = api::ListClientKeys(*deps_, CityAdmin(), request);

  ASSERT_TRUE(keys.ok()) << keys.status();
  ASSERT_EQ(keys->keys_size(), 3);
  EXPECT_EQ(keys->keys(0).kind(), v1::ClientKey::SECRET);
  EXPECT_EQ(keys->keys(0).state(), v1::ClientKey::ACTIVE);
  EXPECT_EQ(keys->keys(0).public_value(), "");
  EXPECT_EQ(keys->keys(1).state(), v1::ClientKey::REVOKED);
  EXPECT_TRUE(keys->keys(1).has_revoke_time());
  EXPECT_EQ(keys->keys(2).state(), v1::ClientKey::EXPIRED);
  EXPECT_EQ(keys->keys(2).public_value(), std::string(43, 'A'));
  EXPECT_EQ(Count(("SELECT COUNT(*) FROM client_keys WHERE value = '" + secret + "'").c_str()), 0);
}

TEST_F(Clients, TakeNoKeyThatIsNone) {
  Register("app");
  v1::AddClientKeyRequest request;
  request.set_parent("clients/app");
  EXPECT_KIND(AddKey(request).status(), kClientKeyInvalid);
  for (const std::string& jwk :
       {std::string("x"), std::string("{}"), std::string(R"({"kty":"oct","k":"AAAA"})")}) {
    request.set_json_web_key(jwk);
    EXPECT_KIND(AddKey(request).status(), kClientKeyInvalid) << jwk;
  }
  nlohmann::json with_private_part =
      jose::Signer::FromPem(jose::GenerateEs256Pem(), "k").value().PublicJwk();
  with_private_part["d"] = "AAAA";
  request.set_json_web_key(with_private_part.dump());
  EXPECT_KIND(AddKey(request).status(), kClientKeyInvalid);
  request.set_certificate_thumbprint("abc");
  EXPECT_KIND(AddKey(request).status(), kClientKeyInvalid);
  request.set_generate_secret(true);
  *request.mutable_expire_time() =
      google::protobuf::util::TimeUtil::SecondsToTimestamp(absl::ToUnixSeconds(clock_.Now()));
  EXPECT_KIND(AddKey(request).status(), kClientKeyInvalid);
  request.clear_expire_time();
  request.set_parent("clients/nobody");
  EXPECT_KIND(AddKey(request).status(), kClientNotFound);
}

TEST_F(Clients, HaveAtMostTenActiveKeys) {
  Register("app");
  v1::ClientKey first = AddSecret("app").key();
  for (int i = 1; i < domain::kMostActiveKeys; ++i) (void)AddSecret("app");
  v1::AddClientKeyRequest request;
  request.set_parent("clients/app");
  request.set_generate_secret(true);
  EXPECT_KIND(AddKey(request).status(), kClientKeysTooMany);
  ASSERT_TRUE(RevokeKey(first.name()).ok());
  EXPECT_TRUE(AddKey(request).ok());
}

TEST_F(Clients, OfTheDemonstrationAreRegisteredOnce) {
  const auto entries = domain::ParseClients(
      "clients:\n  - {id: app, display_name: Bản dùng thử, scopes: [dossiers.read], "
      "wards: ['27442'], secret: s3cret}\n");
  ASSERT_TRUE(entries.ok()) << entries.status();
  for (int start = 0; start < 2; ++start) {
    ASSERT_TRUE(database_
                    ->Write("clients",
                            [&](sql::Session& tx) {
                              return oauth::RegisterClients(tx, clock_, ids_, *entries);
                            })
                    .ok());
  }
  EXPECT_TRUE(SignInClient("app", "s3cret").ok());
  EXPECT_EQ(Count("SELECT COUNT(*) FROM client_keys"), 1);
  EXPECT_FALSE(domain::ParseClients("clients:\n  - {id: app}\n").ok());
  EXPECT_FALSE(domain::ParseClients("clients: [").ok());
}

}  // namespace
}  // namespace tancua::identity

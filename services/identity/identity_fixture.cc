#include "services/identity/identity_fixture.h"

#include <fstream>
#include <iterator>
#include <utility>

#include "common/http/server.h"
#include "common/rpc/authenticator.h"
#include "services/identity/api/complete_verification.h"
#include "services/identity/api/create_verification.h"
#include "services/identity/api/refresh_token.h"
#include "services/identity/domain/roster.h"
#include "services/identity/store/migrate.h"
#include "services/identity/store/officers.h"
#include "services/identity/store/sealed_columns.h"

namespace tancua::identity {

namespace {

// A line of a key file.
std::string KeyLine(const std::string& id) { return id + " " + std::string(64, id.back()) + "\n"; }

}  // namespace

IdentityFixture::IdentityFixture()
    : keys_(crypto::Keyring::Parse(KeyLine("k1")).value()),
      wards_(ward::WardDirectory::Load(TANCUA_SOURCE_DIR "/common/ward/data/wards.yaml").value()) {}

IdentityFixture::~IdentityFixture() {
  if (simulator_ != nullptr) simulator_->Stop(absl::Now() + absl::Seconds(5));
}

void IdentityFixture::SetUp() {
  simulated_.port = 0;
  simulator_ = simulator::Simulator::Build(simulated_, TANCUA_SOURCE_DIR, clock_, ids_).value();
  ASSERT_TRUE(simulator_->Start().ok());
  config_.vneid.issuer = simulator_->url() + "/vneid";
  config_.staff.issuer = simulator_->url() + "/staff";
  config_.vneid.timeout = absl::Seconds(5);
  Configure();

  database_ = sql::Database::Open({.url = DatabaseUrl()}).value();
  ASSERT_TRUE(database_->Migrate(store::AllMigrations()).ok());
  providers_ = std::make_unique<oidc::Providers>(config_, clock_, ids_, metrics_);
  access_tokens_ = std::make_unique<AccessTokens>(
      AccessTokens::FromPem(jose::GenerateEs256Pem(), absl::Minutes(10), clock_, ids_).value());
  outbox_ = std::make_unique<events::Outbox>(keys_, clock_, ids_, /*shards=*/1);
  deps_ = std::make_unique<Deps>(Deps{.clock = clock_,
                                      .ids = ids_,
                                      .database = *database_,
                                      .outbox = *outbox_,
                                      .keys = keys_,
                                      .wards = wards_,
                                      .config = config_,
                                      .providers = *providers_,
                                      .access_tokens = *access_tokens_,
                                      .metrics = metrics_,
                                      .names = names_,
                                      .oauth_metrics = oauth_metrics_});

  std::ifstream file(TANCUA_SOURCE_DIR "/services/identity/data/officers.yaml");
  LoadOfficers({std::istreambuf_iterator<char>(file), {}});
}

void IdentityFixture::LoadOfficers(const std::string& yaml) {
  const auto roster = domain::ParseRoster(yaml);
  ASSERT_TRUE(roster.ok()) << roster.status();
  ASSERT_TRUE(database_
                  ->Write("officers",
                          [&](sql::Session& tx) {
                            return store::ReplaceOfficers(tx, keys_, ids_, *roster);
                          })
                  .ok());
}

rpc::Call IdentityFixture::NewCall() const {
  rpc::Call call;
  call.method = "tancua.identity.v1.IdentityService/Test";
  call.deadline = clock_.Now() + absl::Seconds(30);
  return call;
}

v1::CreateVerificationRequest IdentityFixture::CreateRequest(const std::string& provider) {
  v1::CreateVerificationRequest request;
  request.set_request_id(ids_.NewUuid());
  request.set_provider(provider);
  request.set_redirect_uri(kRedirectUri);
  return request;
}

v1::Verification IdentityFixture::Create(const std::string& provider) {
  return api::CreateVerification(*deps_, NewCall(), CreateRequest(provider)).value();
}

rpc::Caller IdentityFixture::CallerOf(const std::string& access_token) {
  const nlohmann::json keys = {{"keys", nlohmann::json::array({access_tokens_->PublicJwk()})}};
  rpc::Authenticator authenticator(clock_,
                                   [&]() -> absl::StatusOr<std::string> { return keys.dump(); });
  return authenticator.Authenticate(access_token).value();
}

std::string IdentityFixture::CauseOf(const absl::Status& status) {
  const auto described = status::Describe(status);
  if (!described) return "";
  for (const auto& [key, value] : described->detail.metadata) {
    if (key == "cause") return value;
  }
  return "";
}

v1::CompleteVerificationRequest IdentityFixture::Consent(const v1::Verification& verification,
                                                         const std::string& person) {
  const auto redirect =
      browser_.Send({.url = verification.authorization_uri() + "&auto=1&login_hint=" + person})
          .value();
  EXPECT_EQ(redirect.status, 302) << redirect.body;
  v1::CompleteVerificationRequest request;
  request.set_name(verification.name());
  for (const auto& [header, value] : redirect.headers) {
    if (header != "location") continue;
    const auto query = http::ParseQuery(value.substr(value.find('?') + 1)).value();
    for (const auto& [name, text] : query) {
      if (name == "code") request.set_code(text);
      if (name == "state") request.set_state(text);
      if (name == "iss") request.set_issuer(text);
    }
  }
  return request;
}

absl::StatusOr<v1::CompleteVerificationResponse> IdentityFixture::Complete(
    const v1::CompleteVerificationRequest& request) {
  return api::CompleteVerification(*deps_, NewCall(), request);
}

absl::StatusOr<v1::CompleteVerificationResponse> IdentityFixture::SignIn(
    const std::string& person, const std::string& provider) {
  return Complete(Consent(Create(provider), person));
}

absl::StatusOr<v1::TokenSet> IdentityFixture::Refresh(const std::string& refresh_token) {
  v1::RefreshTokenRequest request;
  request.set_refresh_token(refresh_token);
  return api::RefreshToken(*deps_, NewCall(), request);
}

void IdentityFixture::Control(const std::string& switches) {
  const auto answer = browser_.Send({.method = "POST",
                                     .url = simulator_->url() + "/control/oidc",
                                     .headers = {{"Content-Type", "application/json"}},
                                     .body = switches});
  ASSERT_TRUE(answer.ok()) << answer.status();
  ASSERT_EQ(answer->status, 200) << answer->body;
}

std::int64_t IdentityFixture::Count(const char* select) {
  return database_
      ->Read([&](sql::Session& session) -> absl::StatusOr<std::int64_t> {
        std::int64_t count = -1;
        const absl::Status status =
            session.Query(select, {}, [&](const sql::Row& row) { count = row.Int(0); });
        if (!status.ok()) return status;
        return count;
      })
      .value();
}

void IdentityFixture::KnowsAPersonAgain() {
  const auto first = SignIn("p01");
  ASSERT_TRUE(first.ok()) << first.status();

  ASSERT_TRUE(keys_.Reload(KeyLine("k1") + KeyLine("k2")).ok());
  const auto during = SignIn("p01");
  ASSERT_TRUE(during.ok()) << during.status();
  EXPECT_EQ(during->citizen().name(), first->citizen().name());

  for (const auto& place : rotation::Places(*database_, keys_, store::SealedColumns())) {
    bool last = false;
    while (!last) {
      const auto batch = place->MoveSome("k2");
      ASSERT_TRUE(batch.ok()) << place->name() << batch.status();
      EXPECT_EQ(batch->unreadable, 0) << place->name();
      last = batch->last;
    }
    EXPECT_EQ(*place->CountOthers("k2"), 0) << place->name();
  }
  ASSERT_TRUE(keys_.Reload(KeyLine("k2")).ok());
  const auto after = SignIn("p01");
  ASSERT_TRUE(after.ok()) << after.status();
  EXPECT_EQ(after->citizen().name(), first->citizen().name());
  EXPECT_EQ(after->citizen().display_name(), first->citizen().display_name());
  EXPECT_EQ(Count("SELECT COUNT(*) FROM citizens"), 1);
  ASSERT_TRUE(SignIn("leader.25942", "staff").ok());
}

}  // namespace tancua::identity

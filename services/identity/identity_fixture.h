#pragma once

#include <memory>
#include <string>

#include "common/clock/clock.h"
#include "common/http/client.h"
#include "common/id/ids.h"
#include "common/rpc/call.h"
#include "common/status/error.h"
#include "gtest/gtest.h"
#include "services/identity/deps.h"
#include "services/simulator/simulator.h"
#include "tancua/identity/v1/identity_service.pb.h"

namespace tancua::identity {

// The service's procedures over a real database, with the simulator as their providers over
// real HTTP.
class IdentityFixture : public ::testing::Test {
 protected:
  IdentityFixture();
  ~IdentityFixture() override;
  // The database that the tests run on; SQLite in memory unless a subclass says otherwise.
  [[nodiscard]] virtual std::string DatabaseUrl() { return "sqlite::memory:"; }
  // What a test wants otherwise in `config_`; the simulator listens, nothing else is built yet.
  virtual void Configure() {}
  void SetUp() override;

  [[nodiscard]] rpc::Call NewCall() const;
  // A verification that waits for its code.
  [[nodiscard]] v1::Verification Create(const std::string& provider = "vneid");
  [[nodiscard]] v1::CreateVerificationRequest CreateRequest(const std::string& provider = "vneid");
  // Who calls with such a token.
  [[nodiscard]] rpc::Caller CallerOf(const std::string& access_token);
  // The cause in the metadata of an error; "" when there is none.
  [[nodiscard]] static std::string CauseOf(const absl::Status& status);
  // What the provider sends back to the browser after `person` agreed: code, state, iss.
  [[nodiscard]] v1::CompleteVerificationRequest Consent(const v1::Verification& verification,
                                                        const std::string& person);
  [[nodiscard]] absl::StatusOr<v1::CompleteVerificationResponse> Complete(
      const v1::CompleteVerificationRequest& request);
  // Create, Consent and Complete.
  [[nodiscard]] absl::StatusOr<v1::CompleteVerificationResponse> SignIn(
      const std::string& person, const std::string& provider = "vneid");
  [[nodiscard]] absl::StatusOr<v1::TokenSet> Refresh(const std::string& refresh_token);
  // Sets the fault switches of a realm: R"({"realm":"vneid","deny":true})".
  void Control(const std::string& switches);
  // Makes the officers table say what `yaml` says.
  void LoadOfficers(const std::string& yaml);
  [[nodiscard]] std::int64_t Count(const char* select);
  // Signs one person in before, during and after a rotation of the keys: one citizen. For both
  // databases.
  void KnowsAPersonAgain();

  FakeClock clock_{absl::FromUnixSeconds(1'800'000'000)};
  RandomIds ids_{clock_};
  crypto::Keyring keys_;
  ward::WardDirectory wards_;
  prometheus::Registry registry_;
  Metrics metrics_{registry_};
  simulator::SimulatorConfig simulated_;
  oauth::Metrics oauth_metrics_{registry_};
  pairwise::Names names_{keys_, keys_};
  std::unique_ptr<simulator::Simulator> simulator_;
  Config config_;
  std::unique_ptr<sql::Database> database_;
  std::unique_ptr<events::Outbox> outbox_;
  std::unique_ptr<oidc::Providers> providers_;
  std::unique_ptr<AccessTokens> access_tokens_;
  std::unique_ptr<Deps> deps_;
  http::Client browser_;
};

// True when `status` is an error of `kind`; a readable assertion.
#define EXPECT_KIND(actual, kind) \
  EXPECT_TRUE(::tancua::status::Is((actual), (kind))) << "got: " << (actual)

inline constexpr char kRedirectUri[] = "http://127.0.0.1:8080/callback";

}  // namespace tancua::identity

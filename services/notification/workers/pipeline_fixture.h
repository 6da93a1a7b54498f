#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "common/clock/clock.h"
#include "common/crypto/keyring.h"
#include "common/http/client.h"
#include "common/sql/database.h"
#include "prometheus/registry.h"
#include "services/notification/providers/esms.h"
#include "services/notification/providers/fake_providers.h"
#include "services/notification/providers/zalo_tokens.h"
#include "services/notification/providers/zalo_zns.h"
#include "services/notification/store/token_store.h"
#include "services/notification/workers/intake.h"
#include "services/notification/workers/sender.h"

namespace tancua::notification {

// The whole service but its process: from an event to providers that are real over HTTP.
class PipelineFixture : public testing::Test {
 protected:
  // One rung as the module builds it. A test makes a second one to play another process.
  struct RungSet {
    domain::Circuit circuit{domain::Circuit::Rules()};
    std::unique_ptr<Sender> sender;
  };

  PipelineFixture();

  // Takes an event in, as the inbox would.
  void Take(const std::string& event_id, const dossier::v1::DossierChanged& event);
  void Take(const std::string& event_id, const identity::v1::OneTimeCodeIssued& event);
  void Take(const std::string& event_id, const survey::v1::SurveyInvited& event);
  // Runs both rungs until neither finds anything due. Returns how many messages moved.
  int Drain();
  int RunOnce(RungSet& rung);

  domain::Message OnlyMessage();
  std::vector<domain::Message> Messages();
  std::vector<FakeProviders::Seen> ZnsSeen() { return fakes_.SeenAt(FakeProviders::kZnsPath); }
  std::vector<FakeProviders::Seen> SmsSeen() { return fakes_.SeenAt(FakeProviders::kSmsPath); }
  std::string MetricsText();

  std::unique_ptr<RungSet> MakeRung(domain::Rung rung, Provider& provider);

  FakeClock clock_;
  FakeProviders fakes_;
  crypto::Keyring keys_;
  std::unique_ptr<sql::Database> database_;
  Catalogue catalogue_;
  domain::LadderRules rules_;
  std::shared_ptr<prometheus::Registry> registry_;
  Metrics metrics_;
  store::Store store_;
  store::TokenStore token_store_;
  http::Client http_;
  ZaloTokens tokens_;
  ZaloZns zns_;
  Esms sms_;
  Intake intake_;
  std::unique_ptr<RungSet> zns_rung_;
  std::unique_ptr<RungSet> sms_rung_;
};

inline constexpr char kPhone[] = "+84903123456";
inline constexpr char kEventId[] = "01935000-0000-7000-8000-000000000001";
inline constexpr char kOtherEventId[] = "01935000-0000-7000-8000-000000000002";
inline constexpr char kDossier[] = "H29.27442-261122-0001";

// A dossier that was just received.
[[nodiscard]] dossier::v1::DossierChanged ReceivedDossier(const std::string& phone);
// A code that is good for five minutes.
[[nodiscard]] identity::v1::OneTimeCodeIssued IssuedCode(const std::string& phone);
[[nodiscard]] survey::v1::SurveyInvited Invitation(const std::string& phone);

}  // namespace tancua::notification

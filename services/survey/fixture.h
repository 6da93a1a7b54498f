#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "absl/strings/escaping.h"
#include "common/events/sealed_payload.h"
#include "services/survey/deps.h"
#include "services/survey/store/migrate.h"
#include "services/survey/workers/invite.h"
#include "tancua/dossier/v1/events.pb.h"
#include "tancua/events/v1/envelope.pb.h"
#include "tancua/survey/v1/events.pb.h"

// The whole service but its network, on a database of its own: for tests.
namespace tancua::survey {

inline const absl::Time kNow = absl::FromUnixSeconds(1'795'327'200);  // 2026-11-22 13:00 local

class Fixture {
 public:
  explicit Fixture(const std::string& url = "sqlite::memory:") : url_(url), database_(Open(url)) {}

  Deps& deps() { return deps_; }
  // The same service in another process: it shares the database and the keys only.
  std::unique_ptr<sql::Database> OpenAgain() const { return Open(url_); }
  FakeClock& clock() { return clock_; }
  crypto::Keyring& keys() { return keys_; }
  prometheus::Registry& registry() { return registry_; }

  static dossier::v1::DossierChanged Returned(const std::string& code) {
    dossier::v1::DossierChanged event;
    event.set_dossier("dossiers/" + code);
    event.set_revision(5);
    event.set_ward("wards/27442");
    event.set_procedure_title("Trợ cấp hưu trí xã hội");
    event.set_agency_title("Trung tâm Phục vụ hành chính công phường Bình Tân");
    event.set_state(dossier::v1::RETURNED);
    event.set_applicant_name("Nguyễn Thị Đức Hòa");
    event.set_applicant_phone("+84903123456");
    return event;
  }

  // What the consumer does with an event.
  absl::Status Receive(const dossier::v1::DossierChanged& event) {
    const events::Subscription subscription = workers::Invitations(deps_);
    const auto& route = subscription.routes().at("tancua.dossier.v1.DossierChanged");
    const events::Header header{.id = "1", .ward = "27442", .traceparent = "00-trace"};
    return database_->Write("27442",
                            [&](sql::Session& tx) { return route.handler(tx, header, event); });
  }

  // Every event of one type in the outbox, oldest first.
  template <class Event>
  std::vector<Event> Published() {
    std::vector<Event> events;
    const absl::Status read = database_->Read([&](sql::Session& session) {
      events.clear();
      return session.Query("SELECT envelope FROM outbox ORDER BY id", {}, [&](const sql::Row& row) {
        Event event;
        if (Decode(row.Text(0), event)) events.push_back(event);
      });
    });
    EXPECT_TRUE(read.ok()) << read;
    return events;
  }

  // Lets `code` be returned; gives the name of its survey, as the link says it.
  std::string Invite(const std::string& code) {
    const absl::Status received = Receive(Returned(code));
    EXPECT_TRUE(received.ok()) << received;
    const std::string uri = Published<v1::SurveyInvited>().back().uri();
    return "surveys/" + uri.substr(uri.rfind('/') + 1);
  }

 private:
  static std::unique_ptr<sql::Database> Open(const std::string& url) {
    sql::DatabaseConfig config;
    config.url = url;
    absl::StatusOr<std::unique_ptr<sql::Database>> database = sql::Database::Open(config);
    EXPECT_TRUE(database.ok()) << database.status();
    const absl::Status migrated = (*database)->Migrate(store::AllMigrations());
    EXPECT_TRUE(migrated.ok()) << migrated;
    return *std::move(database);
  }

  template <class Event>
  bool Decode(const std::string& text, Event& event) {
    std::string bytes;
    tancua::events::v1::Envelope envelope;
    EXPECT_TRUE(absl::Base64Unescape(text, &bytes) && envelope.ParseFromString(bytes));
    if (envelope.type() != std::string(Event::descriptor()->full_name())) return false;
    EXPECT_EQ(envelope.ward(), "27442");
    return events::OpenPayload(keys_, envelope.id(), envelope.sealed_payload(), event).ok();
  }

  const std::string url_;
  FakeClock clock_{kNow};
  RandomIds ids_{clock_};
  crypto::Keyring keys_ = *crypto::Keyring::Parse(crypto::Keyring::Generate("k1"));
  std::unique_ptr<sql::Database> database_;
  events::Outbox outbox_{keys_, clock_, ids_, 1};
  catalogue::Questionnaires questionnaires_ =
      *catalogue::Questionnaires::Load(TANCUA_SOURCE_DIR "/services/survey/data/questionnaires");
  Config config_{.public_base_url = "https://tancua.example.vn"};
  prometheus::Registry registry_;
  Metrics metrics_{registry_};
  Deps deps_{clock_, ids_, *database_, outbox_, keys_, questionnaires_, config_, metrics_};
};

}  // namespace tancua::survey

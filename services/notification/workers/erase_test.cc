#include "services/notification/workers/erase.h"

#include <gtest/gtest.h>

#include <memory>

#include "common/retention/holds.h"
#include "common/testing/postgres.h"
#include "services/notification/api/export_personal_data.h"
#include "services/notification/store/migrate.h"
#include "services/notification/store/store.h"

namespace tancua::notification {
namespace {

constexpr char kOne[] = "H29.27442-261122-0001";
constexpr char kOther[] = "H29.27442-261122-0002";

class Erase : public ::testing::TestWithParam<const char*> {
 protected:
  static testing::PostgresServer& Server() {
    static auto* const server = new testing::PostgresServer();
    return *server;
  }
  void SetUp() override {
    const bool postgres = std::string(GetParam()) == "Postgres";
    database_ = sql::Database::Open({.url = postgres ? Server().Url() : "sqlite::memory:"}).value();
    ASSERT_TRUE(database_->Migrate(store::AllMigrations()).ok());
    store_ = std::make_unique<store::Store>(*database_, keys_);
  }
  void Add(const char* code) {
    domain::Message message;
    message.id = ids_.NewUuid();
    message.ward = "27442";
    message.template_id = "dossier_received";
    message.phone = "+84903123456";
    message.facts.dossier = code;
    message.facts.applicant_name = "Nguyễn Văn Đức";
    message.create_time = message.due_time = message.facts.change_time = clock_.Now();
    message.expire_time = clock_.Now() + absl::Hours(24);
    ASSERT_TRUE(
        database_->Write("27442", [&](sql::Session& tx) { return store_->Add(tx, message); }).ok());
  }
  int Messages(const char* code) {
    return static_cast<int>(store_->OfDossier(code, "", 100).value().size());
  }
  absl::Status Forget(const std::string& dossier) {
    privacy::v1::DossiersErased event;
    event.set_data_request("dataRequests/1");
    event.add_dossiers(dossier);
    return database_->Write("27442", [&](sql::Session& tx) {
      return OnDossiersErased(tx, {.ward = "27442", .subject = "citizens/1"}, event, outbox_,
                              clock_);
    });
  }
  void Hold(const char* code, bool held) {
    privacy::v1::DossiersHeld event;
    event.add_dossiers(std::string("dossiers/") + code);
    event.set_held(held);
    event.mutable_change_time()->set_seconds(absl::ToUnixSeconds(clock_.Now()));
    ASSERT_TRUE(
        database_->Write("27442", [&](sql::Session& tx) { return OnDossiersHeld(tx, {}, event); })
            .ok());
  }
  std::int64_t Published() {
    std::int64_t count = 0;
    EXPECT_TRUE(database_
                    ->Read([&](sql::Session& session) {
                      return session.Query("SELECT COUNT(*) FROM outbox", {},
                                           [&](const sql::Row& row) { count = row.Int(0); });
                    })
                    .ok());
    return count;
  }
  int Retain(bool verified) {
    const auto schedule = retention::Schedule::Parse(
        std::string("classes: [{record: messages, years: 2, legal_basis: a, verified: ") +
        (verified ? "true}]" : "false}]"));
    return RetainMessages(*database_, clock_, *schedule, metrics_).value();
  }

  FakeClock clock_{absl::FromUnixSeconds(1'800'000'000)};
  RandomIds ids_{clock_};
  crypto::Keyring keys_ = *crypto::Keyring::Parse(crypto::Keyring::Generate("k1"));
  events::Outbox outbox_{keys_, clock_, ids_, 1};
  prometheus::Registry registry_;
  retention::Metrics metrics_{registry_, "notification"};
  std::unique_ptr<sql::Database> database_;
  std::unique_ptr<store::Store> store_;
};

INSTANTIATE_TEST_SUITE_P(On, Erase, ::testing::Values("Sqlite", "Postgres"),
                         [](const auto& info) { return std::string(info.param); });

TEST_P(Erase, DeletesTheMessagesOfAForgottenPersonAndNoOther) {
  Add(kOne);
  Add(kOne);
  Add(kOther);

  ASSERT_TRUE(Forget(std::string("dossiers/") + kOne).ok());

  EXPECT_EQ(Messages(kOne), 0);
  EXPECT_EQ(Messages(kOther), 1);
  EXPECT_EQ(Published(), 1);
}

TEST_P(Erase, AMessageThatComesTooLateGoesToo) {
  ASSERT_TRUE(Forget(std::string("dossiers/") + kOne).ok());
  Add(kOne);
  Add(kOther);

  EXPECT_EQ(EraseLate(*database_, clock_).value(), 1);

  EXPECT_EQ(Messages(kOne), 0);
  EXPECT_EQ(Messages(kOther), 1);
}

TEST_P(Erase, AnEventWithoutADossierIsRefused) {
  EXPECT_EQ(Forget("kOne").code(), absl::StatusCode::kInvalidArgument);
}

TEST_P(Erase, MessagesEndWithTheirClassUnlessHeld) {
  Add(kOne);
  Add(kOther);
  Hold(kOther, true);
  clock_.Advance(absl::Hours(24 * 729));
  EXPECT_EQ(Retain(true), 0);  // a day is left

  clock_.Advance(absl::Hours(24 * 3));
  EXPECT_EQ(Retain(false), 0);  // a dry run
  EXPECT_EQ(Messages(kOne), 1);
  EXPECT_EQ(Retain(true), 1);
  EXPECT_EQ(Messages(kOne), 0);
  EXPECT_EQ(Messages(kOther), 1);

  Hold(kOther, false);
  EXPECT_EQ(Retain(true), 1);
}

TEST_P(Erase, ThePersonIsShownWhatWasSent) {
  Add(kOne);
  Add(kOther);
  Deps deps{*store_, *database_, outbox_, clock_};
  privacy::v1::ExportPersonalDataRequest request;
  request.add_dossiers(std::string("dossiers/") + kOne);
  const auto exported = api::ExportPersonalData(deps, rpc::Call(), request);
  ASSERT_TRUE(exported.ok()) << exported.status();
  const auto& messages = exported->data().fields().at("messages").list_value();
  ASSERT_EQ(messages.values_size(), 1);
  const auto& fields = messages.values(0).struct_value().fields();
  EXPECT_EQ(fields.at("phone").string_value(), "+84903123456");
  EXPECT_EQ(fields.at("applicantName").string_value(), "Nguyễn Văn Đức");
  EXPECT_EQ(fields.at("dossier").string_value(), kOne);
}

}  // namespace
}  // namespace tancua::notification

// What the store must do alike on every database.
#include <algorithm>
#include <set>
#include <thread>

#include "absl/strings/str_format.h"
#include "common/testing/postgres.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/notification/store/migrations.h"
#include "services/notification/store/store.h"
#include "services/notification/store/token_store.h"

namespace tancua::notification::store {
namespace {

using domain::Rung;
using domain::State;

const absl::Time kNow = absl::FromUnixSeconds(1'800'000'000);
constexpr absl::Duration kLease = absl::Seconds(45);

testing::PostgresServer& Postgres() {
  static testing::PostgresServer server;
  return server;
}

class StoreConformance : public ::testing::TestWithParam<const char*> {
 protected:
  StoreConformance()
      : keys_(*crypto::Keyring::Parse(crypto::Keyring::Generate("k1"))),
        database_(*sql::Database::Open(
            {.url = std::string(GetParam()) == "Postgres" ? Postgres().Url() : "sqlite::memory:"})),
        store_(*database_, keys_) {
    const absl::Status migrated = database_->Migrate(Migrations());
    EXPECT_TRUE(migrated.ok()) << migrated;
  }

  domain::Message Make(int number) {
    domain::Message message;
    message.id = absl::StrFormat("01935000-0000-7000-8000-%012d", number);
    message.ward = "27442";
    message.template_id = "dossier_received";
    message.template_version = 1;
    message.phone = "+84903123456";
    message.facts.applicant_name = "Nguyễn Văn Đức";
    message.facts.dossier = "H29.27442-261122-0001";
    message.facts.agency = "UBND phường Bình Tân";
    message.facts.change_time = kNow;
    message.facts.due_time = kNow + absl::Hours(48);
    message.create_time = kNow;
    message.due_time = kNow;
    message.expire_time = kNow + absl::Hours(24);
    return message;
  }
  void Add(const domain::Message& message) {
    const absl::Status added =
        database_->Write("27442", [&](sql::Session& tx) { return store_.Add(tx, message); });
    EXPECT_TRUE(added.ok()) << added;
  }
  std::vector<domain::Message> Claim(Rung rung, int limit, absl::Time now = kNow) {
    auto claimed = store_.Claim(rung, limit, now, now + kLease);
    EXPECT_TRUE(claimed.ok()) << claimed.status();
    return *claimed;
  }
  Settled Sent(const domain::Message& message) {
    return {message.id,
            message.attempts,
            {domain::Outcome::kSent, State::kSent, message.rung, absl::UnixEpoch(), ""}};
  }
  domain::Message Only() {
    auto messages = store_.OfDossier("H29.27442-261122-0001", "", 10);
    EXPECT_TRUE(messages.ok()) << messages.status();
    EXPECT_EQ(messages->size(), 1u);
    return messages->at(0);
  }

  crypto::Keyring keys_;
  std::unique_ptr<sql::Database> database_;
  Store store_;
};

INSTANTIATE_TEST_SUITE_P(On, StoreConformance, ::testing::Values("Sqlite", "Postgres"),
                         [](const auto& info) { return std::string(info.param); });

TEST_P(StoreConformance, KeepsAMessageWhole) {
  Add(Make(1));

  const auto claimed = Claim(Rung::kZns, 10);

  ASSERT_EQ(claimed.size(), 1u);
  const domain::Message& message = claimed[0];
  EXPECT_TRUE(message.readable);
  EXPECT_EQ(message.phone, "+84903123456");
  EXPECT_EQ(message.facts.applicant_name, "Nguyễn Văn Đức");
  EXPECT_EQ(message.facts.dossier, "H29.27442-261122-0001");
  EXPECT_EQ(message.facts.due_time, kNow + absl::Hours(48));
  EXPECT_EQ(message.facts.link_expire_time, std::nullopt);
  EXPECT_EQ(message.create_time, kNow);
  EXPECT_EQ(message.attempts, 1);
}

TEST_P(StoreConformance, KeepsTheFirstOfTwoWithOneId) {
  Add(Make(1));
  domain::Message twin = Make(1);
  twin.template_id = "dossier_returned";

  Add(twin);

  EXPECT_EQ(Only().template_id, "dossier_received");
}

TEST_P(StoreConformance, LeasesAMessageToOneSender) {
  Add(Make(1));
  ASSERT_EQ(Claim(Rung::kZns, 10).size(), 1u);

  EXPECT_EQ(Claim(Rung::kZns, 10).size(), 0u);
  EXPECT_EQ(Claim(Rung::kZns, 10, kNow + kLease).size(), 1u);
}

TEST_P(StoreConformance, ClaimsTheLongestDueFirstAndOneRungOnly) {
  for (int i = 1; i <= 3; ++i) {
    domain::Message message = Make(i);
    message.due_time = kNow - absl::Seconds(10 - i);
    Add(message);
  }
  domain::Message sms = Make(4);
  sms.rung = Rung::kSms;
  Add(sms);

  const auto claimed = Claim(Rung::kZns, 2);

  ASSERT_EQ(claimed.size(), 2u);
  EXPECT_EQ(claimed[0].id, Make(1).id);
  EXPECT_EQ(claimed[1].id, Make(2).id);
  EXPECT_EQ(Claim(Rung::kSms, 10).size(), 1u);
}

TEST_P(StoreConformance, NotesWhatBecameOfAMessage) {
  Add(Make(1));
  const auto claimed = Claim(Rung::kZns, 10);

  const auto ours = store_.Record({Sent(claimed[0])}, kNow + absl::Seconds(1));

  EXPECT_EQ(*ours, 1);
  EXPECT_EQ(Only().state, State::kSent);
  EXPECT_EQ(Only().send_time, kNow + absl::Seconds(1));
  EXPECT_EQ(Claim(Rung::kZns, 10, kNow + absl::Hours(1)).size(), 0u);
}

TEST_P(StoreConformance, IgnoresTheRecordOfALeaseThatAnotherTookOver) {
  Add(Make(1));
  const auto late = Claim(Rung::kZns, 10);
  const auto taken_over = Claim(Rung::kZns, 10, kNow + kLease);
  ASSERT_EQ(taken_over.size(), 1u);

  domain::Step failed{domain::Outcome::kFailed, State::kFailed, Rung::kZns, kNow, "zns.x"};
  EXPECT_EQ(*store_.Record({{late[0].id, late[0].attempts, failed}}, kNow), 0);
  EXPECT_EQ(*store_.Record({Sent(taken_over[0])}, kNow), 1);

  EXPECT_EQ(Only().state, State::kSent);
}

TEST_P(StoreConformance, DoesNotCountAnAttemptThatWasNotMade) {
  Add(Make(1));
  const auto claimed = Claim(Rung::kZns, 10);

  ASSERT_TRUE(store_
                  .Record({{claimed[0].id,
                            claimed[0].attempts,
                            {domain::Outcome::kReleased, State::kPending, Rung::kZns, kNow, ""}}},
                          kNow)
                  .ok());

  EXPECT_EQ(Only().attempts, 0);
  EXPECT_EQ(Claim(Rung::kZns, 10).size(), 1u);
}

TEST_P(StoreConformance, HandsOldMessagesToSms) {
  Add(Make(1));
  domain::Message young = Make(2);
  young.create_time = kNow + absl::Minutes(50);
  young.due_time = kNow + absl::Minutes(50);
  Add(young);

  const auto passed = store_.PassToSms(kNow + absl::Minutes(1), kNow + absl::Hours(1), 10);

  EXPECT_EQ(*passed, 1);
  const auto claimed = Claim(Rung::kSms, 10, kNow + absl::Hours(1));
  ASSERT_EQ(claimed.size(), 1u);
  EXPECT_EQ(claimed[0].id, Make(1).id);
  EXPECT_EQ(claimed[0].error, "zns.circuit_open");
}

TEST_P(StoreConformance, MeasuresWhatWaits) {
  Add(Make(1));
  Add(Make(2));

  const auto backlogs = store_.Measure();

  ASSERT_EQ(backlogs->size(), 2u);
  EXPECT_EQ(backlogs->at(0).pending, 2);
  EXPECT_EQ(backlogs->at(0).oldest, kNow);
  EXPECT_EQ(backlogs->at(1).pending, 0);
  EXPECT_EQ(backlogs->at(1).oldest, std::nullopt);
}

TEST_P(StoreConformance, GivesEachMessageToOneOfManySenders) {
  for (int i = 1; i <= 200; ++i) Add(Make(i));
  absl::Mutex mutex;
  std::multiset<std::string> ids;

  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&] {
      for (auto claimed = Claim(Rung::kZns, 7); !claimed.empty(); claimed = Claim(Rung::kZns, 7)) {
        absl::MutexLock lock(&mutex);
        for (const auto& message : claimed) ids.insert(message.id);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (const auto& message : Claim(Rung::kZns, 200)) ids.insert(message.id);

  EXPECT_EQ(ids.size(), 200u);
  EXPECT_EQ(std::set<std::string>(ids.begin(), ids.end()).size(), 200u);
}

TEST_P(StoreConformance, ShowsNoPersonalDataInItsColumns) {
  Add(Make(1));
  std::string sealed;

  ASSERT_TRUE(database_
                  ->Read([&](sql::Session& session) {
                    return session.Query("SELECT sealed FROM messages", {},
                                         [&](const sql::Row& row) { sealed = row.Text(0); });
                  })
                  .ok());

  EXPECT_FALSE(sealed.empty());
  EXPECT_THAT(sealed, ::testing::Not(::testing::HasSubstr("903123456")));
  EXPECT_THAT(sealed, ::testing::Not(::testing::HasSubstr("Nguy")));
}

TEST_P(StoreConformance, SaysWhenAMessageCannotBeUnsealed) {
  Add(Make(1));
  const auto other_keys = *crypto::Keyring::Parse(crypto::Keyring::Generate("k2"));
  Store blind(*database_, other_keys);

  const auto claimed = blind.Claim(Rung::kZns, 10, kNow, kNow + kLease);

  ASSERT_EQ(claimed->size(), 1u);
  EXPECT_FALSE(claimed->at(0).readable);
}

TEST_P(StoreConformance, LetsOneRefreshATokenPair) {
  TokenStore tokens(*database_, keys_);
  ASSERT_TRUE(tokens.Seed("zalo", "first").ok());
  EXPECT_TRUE(TokenExpiries(*database_)->empty());
  TokenPair pair = *tokens.Load("zalo");
  EXPECT_EQ(pair.refresh, "first");

  EXPECT_TRUE(*tokens.BeginRefresh("zalo", pair.version, kNow, kNow + kLease));
  EXPECT_FALSE(*tokens.BeginRefresh("zalo", pair.version, kNow, kNow + kLease));
  pair.access = "access";
  pair.refresh = "second";
  pair.expire_time = kNow + absl::Hours(25);
  ASSERT_TRUE(tokens.Save("zalo", pair).ok());

  const TokenPair kept = *tokens.Load("zalo");
  EXPECT_EQ(TokenExpiries(*database_)->at("zalo"), kept.expire_time);
  EXPECT_EQ(kept.access, "access");
  EXPECT_EQ(kept.refresh, "second");
  EXPECT_EQ(kept.expire_time, pair.expire_time);
  EXPECT_EQ(kept.version, pair.version + 1);
  EXPECT_FALSE(tokens.Save("zalo", pair).ok()) << "an old pair must not replace a newer one";
}

TEST_P(StoreConformance, KnowsAFirstTokenAgainAfterTheKeysRotated) {
  ASSERT_TRUE(TokenStore(*database_, keys_).Seed("zalo", "first").ok());
  const std::int64_t version = TokenStore(*database_, keys_).Load("zalo")->version;

  const auto other_keys = *crypto::Keyring::Parse(crypto::Keyring::Generate("k2"));
  ASSERT_TRUE(TokenStore(*database_, other_keys).Seed("zalo", "first").ok());
  EXPECT_EQ(TokenStore(*database_, keys_).Load("zalo")->version, version);

  ASSERT_TRUE(TokenStore(*database_, keys_).Seed("zalo", "another").ok());
  EXPECT_EQ(TokenStore(*database_, keys_).Load("zalo")->version, version + 1);
}

TEST_P(StoreConformance, KnowsAFirstTokenOfTheFirstRelease) {
  TokenStore tokens(*database_, keys_);
  ASSERT_TRUE(tokens.Seed("zalo", "first").ok());
  const std::int64_t version = tokens.Load("zalo")->version;
  const std::string old_mark =
      keys_.Indices("first", "provider_tokens.seed_index").back();  // named no key
  ASSERT_TRUE(
      database_
          ->Write("test",
                  [&](sql::Session& tx) {
                    return tx.Execute("UPDATE provider_tokens SET seed_index = :mark", {old_mark})
                        .status();
                  })
          .ok());

  ASSERT_TRUE(tokens.Seed("zalo", "first").ok());
  EXPECT_EQ(tokens.Load("zalo")->version, version);
}

TEST_P(StoreConformance, HasNoTokensBeforeTheyAreSeeded) {
  EXPECT_EQ(TokenStore(*database_, keys_).Load("zalo").status().code(),
            absl::StatusCode::kNotFound);
}

}  // namespace
}  // namespace tancua::notification::store

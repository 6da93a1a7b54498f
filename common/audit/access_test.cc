#include "common/audit/access.h"

#include <gtest/gtest.h>

#include <vector>

#include "absl/strings/escaping.h"
#include "common/events/sealed_payload.h"
#include "common/sql/database.h"
#include "tancua/events/v1/envelope.pb.h"

namespace tancua::audit {
namespace {

constexpr absl::Time kNow = absl::FromUnixSeconds(1'800'000'000);

class RecordTest : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(database_->Migrate({{1, "outbox", events::kOutboxMigrationSql}}).ok());
    call_.method = "tancua.dossier.v1.DossierService/GetDossier";
    call_.caller.kind = policy::v1::OFFICER;
    call_.caller.subject = "officers/1";
    call_.caller.ward = "wards/27442";
    call_.caller.roles = {"leader"};
  }

  std::vector<v1::RecordAccessed> Recorded() {
    EXPECT_TRUE(database_
                    ->Write("audit",
                            [&](sql::Session& tx) {
                              return Record(outbox_, tx, call_,
                                            {.action = v1::OPENED,
                                             .record = "dossiers/1",
                                             .ward = "wards/27442",
                                             .citizen = "citizens/1",
                                             .title = "Đăng ký khai sinh"},
                                            kNow);
                            })
                    .ok());
    std::vector<v1::RecordAccessed> events;
    EXPECT_TRUE(database_
                    ->Read([&](sql::Session& tx) {
                      return tx.Query("SELECT envelope FROM outbox", {}, [&](const sql::Row& row) {
                        std::string bytes;
                        tancua::events::v1::Envelope envelope;
                        ASSERT_TRUE(absl::Base64Unescape(row.Text(0), &bytes));
                        ASSERT_TRUE(envelope.ParseFromString(bytes));
                        EXPECT_EQ(envelope.ward(), "27442");
                        EXPECT_EQ(envelope.subject(), "dossiers/1");
                        EXPECT_TRUE(events::OpenPayload(keys_, envelope.id(),
                                                        envelope.sealed_payload(),
                                                        events.emplace_back())
                                        .ok());
                      });
                    })
                    .ok());
    return events;
  }

  FakeClock clock_{kNow};
  RandomIds ids_{clock_};
  crypto::Keyring keys_ = *crypto::Keyring::Parse(crypto::Keyring::Generate("test"));
  events::Outbox outbox_{keys_, clock_, ids_, 1};
  std::unique_ptr<sql::Database> database_ = *sql::Database::Open({.url = "sqlite::memory:"});
  rpc::Call call_;
};

TEST_F(RecordTest, SaysWhoDidWhatToWhichRecordForWhat) {
  const auto events = Recorded();

  ASSERT_EQ(events.size(), 1u);
  EXPECT_EQ(events[0].actor(), "officers/1");
  EXPECT_EQ(events[0].actor_kind(), policy::v1::OFFICER);
  EXPECT_EQ(events[0].actor_ward(), "wards/27442");
  ASSERT_EQ(events[0].roles_size(), 1);
  EXPECT_EQ(events[0].roles(0), "leader");
  EXPECT_EQ(events[0].action(), v1::OPENED);
  EXPECT_EQ(events[0].record(), "dossiers/1");
  EXPECT_EQ(events[0].citizen(), "citizens/1");
  EXPECT_EQ(events[0].rpc(), call_.method);
  EXPECT_EQ(events[0].title(), "Đăng ký khai sinh");
  EXPECT_EQ(events[0].access_time().seconds(), absl::ToUnixSeconds(kNow));
}

TEST_F(RecordTest, WritesDownPartnersAndServicesToo) {
  for (const auto kind : {policy::v1::PARTNER, policy::v1::SERVICE}) {
    call_.caller.kind = kind;
    EXPECT_FALSE(Recorded().empty());
  }
}

TEST_F(RecordTest, LeavesOutCitizensAndAnonymousCallers) {
  for (const auto kind : {policy::v1::CITIZEN, policy::v1::ACTOR_KIND_UNSPECIFIED}) {
    call_.caller.kind = kind;
    EXPECT_TRUE(Recorded().empty());
  }
}

}  // namespace
}  // namespace tancua::audit

#include <gtest/gtest.h>

#include "common/status/error.h"
#include "common/status/macros.h"
#include "services/dossier/domain/errors.h"
#include "services/dossier/store/attachments.h"
#include "services/dossier/store/dossiers.h"
#include "services/dossier/store/lookup_attempts.h"
#include "services/dossier/store/sealed_columns.h"
#include "services/dossier/testing/fixture.h"

// One suite for both databases.
namespace tancua::dossier::testing {
namespace {

class StoreTest : public DossierTest, public ::testing::WithParamInterface<bool> {
 protected:
  StoreTest() : DossierTest(GetParam() ? PostgresUrl() : "sqlite::memory:") {}

  domain::Dossier Put(const std::string& code, const std::string& citizen = "") {
    domain::Dossier dossier{.code = code,
                            .ward = "27442",
                            .procedure = "1.014027",
                            .procedure_version = "2025-07-01",
                            .procedure_title = "Trợ cấp",
                            .channel = domain::Channel::kPost,
                            .applicant = {.citizen = citizen,
                                          .display_name = "Trần Thị Bưởi",
                                          .citizen_number = "001151012345"},
                            .receive_time = clock_.Now(),
                            .due_time = clock_.Now() + absl::Hours(1),
                            .due_explanation = "mười ngày"};
    EXPECT_TRUE(Write([&](sql::Session& tx) {
                  return store::Insert(tx, dossier,
                                       store::Seal(keys_, dossier.applicant, "form", "SECRET"));
                }).ok());
    return dossier;
  }
  template <class F>
  std::invoke_result_t<F, sql::Session&> Write(F body) {
    return database_->Write("test", body);
  }
  template <class F>
  std::invoke_result_t<F, sql::Session&> Read(F body) {
    return database_->Read(body);
  }
  absl::StatusOr<domain::Dossier> Load(const std::string& code) {
    return Read([&](sql::Session& tx) { return store::Load(tx, keys_, code); });
  }
};

TEST_P(StoreTest, ADossierComesBackAsItWasPut) {
  Put("H29.1-261102-0001", "citizens/c1");

  const auto dossier = Load("H29.1-261102-0001");

  ASSERT_TRUE(dossier.ok()) << dossier.status();
  EXPECT_EQ(dossier->applicant.display_name, "Trần Thị Bưởi");
  EXPECT_EQ(dossier->applicant.citizen, "citizens/c1");
  EXPECT_EQ(dossier->channel, domain::Channel::kPost);
  EXPECT_EQ(dossier->due_time, clock_.Now() + absl::Hours(1));
  EXPECT_EQ(dossier->finish_time, std::nullopt);
  EXPECT_TRUE(status::Is(Load("H29.1-261102-0002").status(), kDossierNotFound));
}

TEST_P(StoreTest, AnUpdateOfAnOldRevisionIsRefused) {
  domain::Dossier dossier = Put("H29.1-261102-0001");
  dossier.state = domain::State::kNeedSupplement;
  dossier.revision = 2;
  dossier.due_time.reset();
  const auto update = [&] {
    return Write([&](sql::Session& tx) { return store::Update(tx, dossier); });
  };

  EXPECT_TRUE(update().ok());
  EXPECT_TRUE(status::Is(update(), kEtagMismatch));
  EXPECT_EQ(Load(dossier.code)->due_time, std::nullopt);
  EXPECT_EQ(Load(dossier.code)->revision, 2);
}

TEST_P(StoreTest, TheHistoryKeepsItsOrderAndSealsItsNotes) {
  const std::string code = "H29.1-261102-0001";
  for (const int revision : {2, 1}) {
    const domain::Transition transition{
        .from = revision == 1 ? std::nullopt : std::optional(domain::State::kSubmitted),
        .to = domain::State::kSubmitted,
        .time = clock_.Now(),
        .actor = "officers/o"};
    ASSERT_TRUE(Write([&](sql::Session& tx) {
                  return store::AddTransition(tx, code, revision, transition,
                                              store::SealNote(keys_, revision == 1 ? "" : "thiếu"));
                }).ok());
  }
  const auto history =
      Read([&](sql::Session& tx) { return store::LoadTransitions(tx, keys_, code); });
  ASSERT_EQ(history->size(), 2u);
  EXPECT_EQ(history->at(0).from, std::nullopt);
  EXPECT_EQ(history->at(0).note, "");
  EXPECT_EQ(history->at(1).note, "thiếu");
}

TEST_P(StoreTest, OneAttachmentIsClaimedOnce) {
  const store::Attachment attachment{.id = "a1",
                                     .uploader = "citizens/c1",
                                     .mime_type = "application/pdf",
                                     .size_bytes = 3,
                                     .sha256 = "00",
                                     .expire_time = clock_.Now() + absl::Hours(1)};
  ASSERT_TRUE(Write([&](sql::Session& tx) { return store::AddAttachment(tx, attachment); }).ok());
  const auto claim = [&](const char* uploader, absl::Time now) {
    return Write([&](sql::Session& tx) {
      return store::ClaimAttachment(tx, {.id = "form", .attachment = "a1"}, uploader, "H29", now);
    });
  };
  EXPECT_FALSE(claim("citizens/c2", clock_.Now()).ok());
  EXPECT_FALSE(claim("citizens/c1", attachment.expire_time).ok());
  EXPECT_EQ(*claim("citizens/c1", clock_.Now()), "application/pdf");
  EXPECT_FALSE(claim("citizens/c1", clock_.Now()).ok());
}

TEST_P(StoreTest, WrongLookupsAreCountedWithinTheirWindow) {
  const auto count = [&] {
    return Write([&](sql::Session& tx) {
      return store::CountAttempt(tx, "H29", clock_.Now(), absl::Seconds(600), 2);
    });
  };
  EXPECT_EQ(count()->count, 1);
  clock_.Advance(absl::Seconds(300));
  const auto second = count();
  EXPECT_EQ(second->count, 2);
  clock_.Advance(absl::Seconds(300));
  const auto third = count();
  EXPECT_EQ(third->count, 3);
  EXPECT_EQ(third->window_end, second->window_end) << "a blocked code does not stay blocked";
  clock_.Advance(absl::Seconds(300));
  EXPECT_EQ(count()->count, 1);
}

TEST_P(StoreTest, ListsAreByReceiveTimeThenCodeBackwards) {
  for (const char* code : {"H29.1-261102-0001", "H29.1-261102-0002", "H29.1-261102-0003"}) {
    Put(code, "citizens/c1");
  }
  store::ListQuery query{.citizen = "citizens/c1",
                         .state = domain::State::kSubmitted,
                         .before_time = clock_.Now(),
                         .before_code = "H29.1-261102-0003",
                         .limit = 10};
  const auto list = Read([&](sql::Session& tx) { return store::List(tx, keys_, query); });
  ASSERT_TRUE(list.ok()) << list.status();
  ASSERT_EQ(list->size(), 2u);
  EXPECT_EQ(list->at(0).code, "H29.1-261102-0002");
}

INSTANTIATE_TEST_SUITE_P(Sqlite, StoreTest, ::testing::Values(false));
INSTANTIATE_TEST_SUITE_P(Postgres, StoreTest, ::testing::Values(true));

TEST_P(StoreTest, EverySealedColumnFollowsTheKeys) {
  const std::string old_line = "k1 " + std::string(64, '1') + "\n";
  const std::string new_line = "k2 " + std::string(64, '2') + "\n";
  keys_ = *crypto::Keyring::Parse(old_line);
  Put("H29.27442-261102-0001");
  const domain::Transition change{.to = domain::State::kReceived, .time = clock_.Now()};
  ASSERT_TRUE(Write([&](sql::Session& tx) {
                return store::AddTransition(tx, "H29.27442-261102-0001", 2, change,
                                            store::SealNote(keys_, "Thiếu ảnh"));
              }).ok());

  ASSERT_TRUE(keys_.Reload(old_line + new_line).ok());
  for (const auto& place : rotation::Places(*database_, keys_, store::SealedColumns())) {
    const auto batch = place->MoveSome("k2");
    ASSERT_TRUE(batch.ok()) << place->name() << batch.status();
    EXPECT_EQ(batch->moved, place->name() == "requests.sealed_response" ? 0 : 1) << place->name();
  }
  ASSERT_TRUE(keys_.Reload(new_line).ok());

  const auto read = Read([&](sql::Session& tx) -> absl::Status {
    ASSIGN_OR_RETURN(const domain::Dossier dossier,
                     store::Load(tx, keys_, "H29.27442-261102-0001"));
    EXPECT_EQ(dossier.applicant.display_name, "Trần Thị Bưởi");
    ASSIGN_OR_RETURN(const std::string form, store::LoadForm(tx, keys_, dossier.code));
    EXPECT_EQ(form, "form");
    ASSIGN_OR_RETURN(const auto history, store::LoadTransitions(tx, keys_, dossier.code));
    EXPECT_EQ(history.back().note, "Thiếu ảnh");
    ASSIGN_OR_RETURN(const std::string index, store::LoadLookupSecretIndex(tx, dossier.code));
    EXPECT_EQ(index, store::LookupSecretIndices(keys_, "SECRET").front());
    return absl::OkStatus();
  });
  EXPECT_TRUE(read.ok()) << read;
}

}  // namespace
}  // namespace tancua::dossier::testing

// Who touched a dossier is told to the audit log.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "services/dossier/testing/fixture.h"

namespace tancua::dossier::testing {
namespace {

using audit::v1::RecordAccessed;
using ::testing::UnorderedElementsAre;

class AccessTest : public DossierTest {
 protected:
  absl::Status Get(const rpc::Call& call, const std::string& name) {
    pb::GetDossierRequest request;
    request.set_name(name);
    return api::GetDossier(*deps_, call, request).status();
  }
  std::vector<audit::v1::Action> Actions() {
    std::vector<audit::v1::Action> actions;
    for (const RecordAccessed& access : Accesses()) actions.push_back(access.action());
    return actions;
  }
};

TEST_F(AccessTest, AnOfficerWhoOpensADossierIsNamed) {
  const pb::Dossier filed = Filed();
  rpc::Call officer = Officer("specialist");
  officer.method = "tancua.dossier.v1.DossierService/GetDossier";

  ASSERT_TRUE(Get(officer, filed.name()).ok());

  const auto accesses = Accesses();
  ASSERT_EQ(accesses.size(), 1u);
  EXPECT_EQ(accesses[0].actor(), officer.caller.subject);
  EXPECT_EQ(accesses[0].roles(0), "specialist");
  EXPECT_EQ(accesses[0].action(), audit::v1::OPENED);
  EXPECT_EQ(accesses[0].record(), filed.name());
  EXPECT_EQ(accesses[0].ward(), "wards/27442");
  EXPECT_EQ(accesses[0].citizen(), "citizens/c1");
  EXPECT_EQ(accesses[0].title(), filed.procedure_title());
  EXPECT_EQ(accesses[0].rpc(), officer.method);
}

TEST_F(AccessTest, AnOfficerWhoIsRefusedHasOpenedNothing) {
  const pb::Dossier filed = Filed();
  ASSERT_FALSE(Get(Clerk("26944"), filed.name()).ok());
  EXPECT_TRUE(Accesses().empty());
}

TEST_F(AccessTest, CitizensReadTheirOwnWithoutATrace) {
  const pb::Dossier filed = Filed();
  ASSERT_TRUE(Get(Citizen(), filed.name()).ok());
  ASSERT_TRUE(api::ListDossiers(*deps_, Citizen(), {}).ok());
  EXPECT_TRUE(Accesses().empty());
}

TEST_F(AccessTest, EveryChangeByAnOfficerIsRecordedOnce) {
  const pb::Dossier filed = Filed();
  ASSERT_TRUE(Accept(filed.name()).ok());
  ASSERT_TRUE(Propose(filed.name()).ok());
  EXPECT_THAT(Actions(), UnorderedElementsAre(audit::v1::CHANGED, audit::v1::CHANGED));
}

TEST_F(AccessTest, AClerkWhoFilesForAPersonIsRecorded) {
  const auto filed = api::FileDossier(*deps_, Clerk(), CounterFiling(Clerk()));
  ASSERT_TRUE(filed.ok()) << filed.status();
  const auto accesses = Accesses();
  ASSERT_EQ(accesses.size(), 1u);
  EXPECT_EQ(accesses[0].action(), audit::v1::FILED);
  EXPECT_EQ(accesses[0].record(), filed->name());
  EXPECT_EQ(accesses[0].citizen(), "");
}

TEST_F(AccessTest, AListIsRecordedWithItsWardUnlessItIsEmpty) {
  ASSERT_TRUE(api::ListDossiers(*deps_, Clerk("26944"), {}).ok());
  EXPECT_TRUE(Accesses().empty());
  ASSERT_FALSE(Filed().name().empty());
  ASSERT_TRUE(api::ListDossiers(*deps_, Clerk(), {}).ok());
  const auto accesses = Accesses();
  ASSERT_EQ(accesses.size(), 1u);
  EXPECT_EQ(accesses[0].action(), audit::v1::LISTED);
  EXPECT_EQ(accesses[0].record(), "wards/27442");
}

// Nobody reads without a trace: when the trace cannot be written, there is no answer.
TEST_F(AccessTest, AReadIsNotAnsweredWithoutItsRecord) {
  const pb::Dossier filed = Filed();
  ASSERT_TRUE(
      database_
          ->Write("test",
                  [](sql::Session& tx) { return tx.Execute("DROP TABLE outbox", {}).status(); })
          .ok());
  EXPECT_FALSE(Get(Officer("specialist"), filed.name()).ok());
  EXPECT_TRUE(Get(Citizen(), filed.name()).ok());
}

}  // namespace
}  // namespace tancua::dossier::testing

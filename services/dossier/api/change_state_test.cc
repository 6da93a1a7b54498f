#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/dossier/domain/errors.h"
#include "services/dossier/testing/fixture.h"

namespace tancua::dossier::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::SizeIs;

class ChangeStateTest : public DossierTest {
 protected:
  pb::AcceptDossierRequest AcceptRequest(const std::string& name) {
    pb::AcceptDossierRequest request;
    request.set_name(name);
    request.set_request_id(NewRequestId());
    return request;
  }
};

TEST_F(ChangeStateTest, ADossierGoesAllTheWayAndTellsEveryStep) {
  const std::string name = Filed().name();

  ASSERT_TRUE(Accept(name).ok());
  ASSERT_TRUE(Propose(name, "Đủ điều kiện").ok());
  clock_.Advance(absl::Hours(48));
  const auto approved = Approve(name);
  clock_.Advance(absl::Hours(1));
  const auto returned = Return(name);

  ASSERT_TRUE(returned.ok()) << returned.status();
  EXPECT_EQ(returned->state(), pb::RETURNED);
  EXPECT_EQ(returned->state_title(), "Đã trả kết quả");
  EXPECT_EQ(returned->finish_time().seconds(), approved->finish_time().seconds());
  EXPECT_EQ(returned->history_size(), 5);
  EXPECT_EQ(returned->history(4).from(), pb::APPROVED);
  EXPECT_EQ(returned->history(4).actor(), Clerk().caller.subject);
  std::vector<std::pair<int, std::string>> steps;
  for (const auto& event : Events()) {
    steps.emplace_back(event.revision(), pb::State_Name(event.state()));
  }
  EXPECT_THAT(steps, ElementsAre(std::pair(1, "SUBMITTED"), std::pair(2, "RECEIVED"),
                                 std::pair(3, "SUBMITTED_FOR_APPROVAL"), std::pair(4, "APPROVED"),
                                 std::pair(5, "RETURNED")));
}

TEST_F(ChangeStateTest, AWrongStateIsRefusedAndChangesNothing) {
  const pb::Dossier filed = Filed();

  const auto status = Return(filed.name()).status();

  EXPECT_TRUE(IsError(status, kDossierWrongState));
  EXPECT_THAT(status::Describe(status)->detail.metadata,
              ElementsAre(::testing::Pair("state", "SUBMITTED")));
  EXPECT_THAT(Events(), SizeIs(1));
  EXPECT_EQ(Count("SELECT revision FROM dossiers"), 1);
}

TEST_F(ChangeStateTest, AnOfficerOfAnotherWardIsRefused) {
  const auto request = AcceptRequest(Filed().name());
  EXPECT_TRUE(
      IsError(api::AcceptDossier(*deps_, Clerk("26944"), request).status(), status::kOtherWard));
}

TEST_F(ChangeStateTest, AnOldEtagIsRefused) {
  const std::string name = Filed().name();
  auto request = AcceptRequest(name);
  request.set_etag("7");
  EXPECT_TRUE(
      IsError(api::AcceptDossier(*deps_, Clerk(), request).status(), kEtagMismatch, "etag"));
  request = AcceptRequest(name);
  request.set_etag("1");
  EXPECT_EQ(api::AcceptDossier(*deps_, Clerk(), request)->etag(), "2");
}

TEST_F(ChangeStateTest, ARepeatGivesTheSameAnswerAndHappensOnce) {
  const auto request = AcceptRequest(Filed().name());

  const auto first = api::AcceptDossier(*deps_, Clerk(), request);
  const auto second = api::AcceptDossier(*deps_, Clerk(), request);

  ASSERT_TRUE(second.ok()) << second.status();
  EXPECT_EQ(first->etag(), second->etag());
  EXPECT_THAT(Events(), SizeIs(2));
}

TEST_F(ChangeStateTest, AnUnknownOrMalformedNameIsNotFound) {
  for (const char* name : {"dossiers/H29.27442-261102-0009", "dossiers/x", "x", ""}) {
    EXPECT_TRUE(status::Is(Accept(name).status(), kDossierNotFound)) << name;
  }
}

TEST_F(ChangeStateTest, ARefusalNeedsAReasonAndTellsIt) {
  pb::RefuseDossierRequest request;
  request.set_name(Filed().name());
  request.set_request_id(NewRequestId());
  EXPECT_TRUE(IsError(api::RefuseDossier(*deps_, Clerk(), request).status(), status::kInvalidField,
                      "note"));

  request.set_note("Không đủ tuổi");
  const auto refused = api::RefuseDossier(*deps_, Clerk(), request);

  ASSERT_TRUE(refused.ok()) << refused.status();
  EXPECT_EQ(refused->state(), pb::REFUSED);
  EXPECT_TRUE(refused->has_finish_time());
  EXPECT_EQ(Events().back().note(), "Không đủ tuổi");
  EXPECT_EQ(Count("SELECT COUNT(*) FROM transitions WHERE note_sealed LIKE '%tuổi%'"), 0);
}

TEST_F(ChangeStateTest, WhatIsProposedStaysAmongOfficers) {
  const std::string name = Filed().name();
  ASSERT_TRUE(Accept(name).ok());
  ASSERT_TRUE(Propose(name, "Nghi khai sai").ok());
  pb::GetDossierRequest request;
  request.set_name(name);

  EXPECT_EQ(api::GetDossier(*deps_, Clerk(), request)->history(2).note(), "Nghi khai sai");
  EXPECT_EQ(api::GetDossier(*deps_, Citizen(), request)->history(2).note(), "");
  EXPECT_EQ(Events().back().note(), "");
}

}  // namespace
}  // namespace tancua::dossier::testing

// Tasks go to positions; whoever holds a position has them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "google/protobuf/util/message_differencer.h"
#include "services/dossier/domain/errors.h"
#include "services/dossier/testing/fixture.h"

namespace tancua::dossier::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr char kOne[] = "wards/27442/positions/chuyen-vien-1";
constexpr char kOther[] = "wards/27442/positions/chuyen-vien-2";

// One suite for both databases.
class AssignDossierTest : public DossierTest, public ::testing::WithParamInterface<bool> {
 protected:
  AssignDossierTest() : DossierTest(GetParam() ? PostgresUrl() : "sqlite::memory:") {}

  static rpc::Call Holder(std::vector<std::string> positions, std::string_view ward = "27442") {
    rpc::Call call = Officer("specialist", ward);
    call.caller.positions = std::move(positions);
    return call;
  }
  absl::StatusOr<pb::Dossier> Assign(const std::string& name, const std::string& position,
                                     const std::string& etag = "",
                                     const rpc::Call& call = Officer("leader")) {
    pb::AssignDossierRequest request;
    request.set_name(name);
    request.set_request_id(NewRequestId());
    request.set_position(position);
    request.set_etag(etag);
    return api::AssignDossier(*deps_, call, request);
  }
  std::vector<std::string> Tasks(const rpc::Call& call, const std::string& position,
                                 pb::State state = pb::STATE_UNSPECIFIED, int page_size = 0) {
    pb::ListDossiersRequest request;
    request.set_position(position);
    request.set_state(state);
    request.set_page_size(page_size);
    std::vector<std::string> names;
    do {
      const auto page = api::ListDossiers(*deps_, call, request);
      EXPECT_TRUE(page.ok()) << page.status();
      if (!page.ok()) break;
      for (const auto& dossier : page->dossiers()) names.push_back(dossier.name());
      request.set_page_token(page->next_page_token());
    } while (!request.page_token().empty());
    return names;
  }
  // A dossier that was received, one minute after the one before.
  std::string Received() {
    clock_.Advance(absl::Minutes(1));
    const std::string name = Filed().name();
    EXPECT_TRUE(Accept(name).ok());
    return name;
  }
};
INSTANTIATE_TEST_SUITE_P(Databases, AssignDossierTest, ::testing::Bool());

TEST_P(AssignDossierTest, GivesTheTaskToWhoeverHoldsThePosition) {
  const std::string name = Received();

  const auto assigned = Assign(name, kOne);

  ASSERT_TRUE(assigned.ok()) << assigned.status();
  EXPECT_EQ(assigned->position(), kOne);
  EXPECT_EQ(assigned->state(), pb::RECEIVED);
  EXPECT_THAT(Tasks(Holder({kOne}), "mine"), ElementsAre(name));
  EXPECT_THAT(Tasks(Holder({}), "mine"), IsEmpty()) << "who left the position";
  EXPECT_THAT(Tasks(Officer("leader"), kOne), ElementsAre(name));
  EXPECT_THAT(Tasks(Officer("leader"), kOther), IsEmpty());
}

TEST_P(AssignDossierTest, KeepsEveryHandOver) {
  const std::string name = Received();
  ASSERT_TRUE(Assign(name, kOne).ok());
  const auto again = Assign(name, kOther);
  ASSERT_TRUE(again.ok()) << again.status();
  ASSERT_EQ(again->assignments_size(), 2);
  EXPECT_EQ(again->assignments(0).position(), kOne);
  EXPECT_EQ(again->assignments(1).position(), kOther);
  EXPECT_EQ(again->assignments(1).actor(), Officer("leader").caller.subject);
  EXPECT_THAT(Tasks(Holder({kOne}), "mine"), IsEmpty());
}

TEST_P(AssignDossierTest, ListsTheTasksOfAllPositionsTogetherInOrder) {
  const std::string first = Received();
  const std::string second = Received();
  const std::string third = Received();
  const std::string nobodys = Received();
  ASSERT_TRUE(Assign(first, kOne).ok());
  ASSERT_TRUE(Assign(second, kOther).ok());
  ASSERT_TRUE(Assign(third, kOne).ok());
  const rpc::Call holder = Holder({kOne, kOther});
  EXPECT_THAT(Tasks(holder, "mine"), ElementsAre(third, second, first));
  EXPECT_THAT(Tasks(holder, "mine", pb::RECEIVED, 1), ElementsAre(third, second, first));
  EXPECT_THAT(Tasks(holder, "-"), ElementsAre(nobodys));
  EXPECT_THAT(Tasks(holder, "-", pb::APPROVED), IsEmpty());
  EXPECT_THAT(Tasks(holder, ""), ElementsAre(nobodys, third, second, first));
}

TEST_P(AssignDossierTest, IsDoneFromReceiptToDecision) {
  const std::string name = Filed().name();
  EXPECT_TRUE(IsError(Assign(name, kOne).status(), kDossierWrongState));
  ASSERT_TRUE(Accept(name).ok());
  EXPECT_TRUE(Assign(name, kOne).ok());
  ASSERT_TRUE(Propose(name).ok());
  EXPECT_TRUE(Assign(name, kOther).ok());
  ASSERT_TRUE(Approve(name).ok());
  EXPECT_TRUE(IsError(Assign(name, kOne).status(), kDossierWrongState));
}

TEST_P(AssignDossierTest, TellsNobodyOutside) {
  const std::string name = Received();
  const std::size_t before = Events().size();
  ASSERT_TRUE(Assign(name, kOne).ok());
  EXPECT_EQ(Events().size(), before);
  ASSERT_TRUE(Propose(name).ok());
  EXPECT_EQ(Events().back().revision(), 4) << "the hand-over has a revision of its own";
}

TEST_P(AssignDossierTest, TakesNoPositionThatTheWardHasNot) {
  const std::string name = Received();
  ASSERT_TRUE(Assign(name, kOne).ok());
  identity_.removed_position = kOther;
  EXPECT_TRUE(IsError(Assign(name, kOther).status(), kPositionUnknown, "position"));
  EXPECT_THAT(Tasks(Officer("leader"), kOne), ElementsAre(name));
  identity_.answer = absl::UnavailableError("identity is away");
  EXPECT_EQ(Assign(name, kOne).status().code(), absl::StatusCode::kUnavailable);
}

TEST_P(AssignDossierTest, LeavesTheTasksOfARemovedPositionToBeHandedOn) {
  const std::string name = Received();
  ASSERT_TRUE(Assign(name, kOne).ok());
  identity_.removed_position = kOne;
  EXPECT_THAT(Tasks(Officer("leader"), kOne), ElementsAre(name));
  EXPECT_THAT(Tasks(Holder({kOther}), "mine"), IsEmpty());
  const auto handed_on = Assign(name, kOther);
  ASSERT_TRUE(handed_on.ok()) << handed_on.status();
  EXPECT_EQ(handed_on->position(), kOther);
  EXPECT_EQ(handed_on->assignments(0).position(), kOne) << "what was stays written";
}

TEST_P(AssignDossierTest, AnswersARepeatAsBeforeThoughThePositionIsGone) {
  pb::AssignDossierRequest request;
  request.set_name(Received());
  request.set_request_id(NewRequestId());
  request.set_position(kOne);
  const auto first = api::AssignDossier(*deps_, Officer("leader"), request);
  ASSERT_TRUE(first.ok()) << first.status();

  identity_.removed_position = kOne;

  const auto repeated = api::AssignDossier(*deps_, Officer("leader"), request);
  ASSERT_TRUE(repeated.ok()) << repeated.status();
  EXPECT_TRUE(google::protobuf::util::MessageDifferencer::Equals(*repeated, *first));
}

TEST_P(AssignDossierTest, TakesNoPositionOfAnotherWardAndNoOldEtag) {
  const std::string name = Received();
  EXPECT_TRUE(
      IsError(Assign(name, "wards/26944/positions/a1").status(), kPositionInvalid, "position"));
  EXPECT_TRUE(IsError(Assign(name, "").status(), kPositionInvalid, "position"));
  EXPECT_TRUE(IsError(Assign(name, kOne, "1").status(), kEtagMismatch, "etag"));
  EXPECT_TRUE(
      IsError(Assign(name, kOne, "", Officer("leader", "26944")).status(), status::kOtherWard));
  pb::ListDossiersRequest request;
  request.set_position("wards/26944/positions/a1");
  EXPECT_TRUE(IsError(api::ListDossiers(*deps_, Officer("leader"), request).status(),
                      kPositionInvalid, "position"));
  EXPECT_TRUE(IsError(api::ListDossiers(*deps_, Citizen(), request).status(), status::kInvalidField,
                      "position"));
}

}  // namespace
}  // namespace tancua::dossier::testing

#include "services/dossier/domain/lifecycle.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <optional>

#include "common/status/error.h"
#include "services/dossier/domain/errors.h"

namespace tancua::dossier::domain {
namespace {

const absl::Time kChangeTime = absl::FromUnixSeconds(1'800'000'000);
const absl::Time kDue = kChangeTime + absl::Hours(100);

absl::StatusOr<calendar::Due> NewDue(absl::Time start) {
  return calendar::Due{.time = start + absl::Hours(200), .explanation = "tính lại từ đầu"};
}

absl::StatusOr<calendar::Due> NoDue(absl::Time) {
  ADD_FAILURE() << "only a restart asks for a due time";
  return absl::InternalError("not wanted");
}

Dossier In(State state) {
  return {.state = state, .revision = 3, .due_time = kDue, .due_explanation = "mười ngày"};
}

// Written by hand from the API's contract, so that a slip in the table of moves shows.
const std::map<std::pair<State, Verb>, State> kAllowed = {
    {{State::kSubmitted, Verb::kAccept}, State::kReceived},
    {{State::kSubmitted, Verb::kRequestSupplement}, State::kNeedSupplement},
    {{State::kSubmitted, Verb::kRefuse}, State::kRefused},
    {{State::kReceived, Verb::kRequestSupplement}, State::kNeedSupplement},
    {{State::kReceived, Verb::kRefuse}, State::kRefused},
    {{State::kReceived, Verb::kSubmitForApproval}, State::kSubmittedForApproval},
    {{State::kNeedSupplement, Verb::kSupplement}, State::kReceived},
    {{State::kSubmittedForApproval, Verb::kRefuse}, State::kRefused},
    {{State::kSubmittedForApproval, Verb::kApprove}, State::kApproved},
    {{State::kApproved, Verb::kReturn}, State::kReturned},
};

TEST(Lifecycle, EveryVerbInEveryStateIsAllowedOrRefusedAsTheApiSays) {
  for (const State state : kStates) {
    for (const Verb verb : kVerbs) {
      SCOPED_TRACE(::testing::Message() << Name(state) << ", verb " << static_cast<int>(verb));
      Dossier dossier = In(state);
      const absl::Status status = Apply(verb, kChangeTime, NewDue, dossier);
      const auto allowed = kAllowed.find({state, verb});
      if (allowed == kAllowed.end()) {
        EXPECT_TRUE(status::Is(status, kDossierWrongState));
        EXPECT_EQ(dossier.state, state);
        EXPECT_EQ(dossier.revision, 3);
        EXPECT_EQ(dossier.due_time, kDue);
      } else {
        EXPECT_TRUE(status.ok());
        EXPECT_EQ(dossier.state, allowed->second);
        EXPECT_EQ(dossier.revision, 4);
      }
    }
  }
}

TEST(Lifecycle, ARefusedMoveNamesThePresentState) {
  Dossier dossier = In(State::kReturned);

  const absl::Status status = Apply(Verb::kApprove, kChangeTime, NoDue, dossier);

  EXPECT_THAT(status::Describe(status)->detail.metadata,
              ::testing::ElementsAre(::testing::Pair("state", "RETURNED")));
}

TEST(Lifecycle, ASupplementRequestStopsTheTermAndIsCounted) {
  Dossier dossier = In(State::kReceived);

  ASSERT_TRUE(Apply(Verb::kRequestSupplement, kChangeTime, NoDue, dossier).ok());

  EXPECT_EQ(dossier.due_time, std::nullopt);
  EXPECT_EQ(dossier.due_explanation, "");
  EXPECT_EQ(dossier.supplement_requests, 1);
}

TEST(Lifecycle, ASupplementRestartsTheTermFromItsBeginning) {
  Dossier dossier = In(State::kNeedSupplement);
  dossier.due_time.reset();

  ASSERT_TRUE(Apply(Verb::kSupplement, kChangeTime, NewDue, dossier).ok());

  EXPECT_EQ(dossier.due_time, kChangeTime + absl::Hours(200));
  EXPECT_EQ(dossier.due_explanation, "tính lại từ đầu");
}

TEST(Lifecycle, ASecondSupplementRequestIsCountedToo) {
  Dossier dossier = In(State::kReceived);

  ASSERT_TRUE(Apply(Verb::kRequestSupplement, kChangeTime, NoDue, dossier).ok());
  ASSERT_TRUE(Apply(Verb::kSupplement, kChangeTime, NewDue, dossier).ok());
  ASSERT_TRUE(Apply(Verb::kRequestSupplement, kChangeTime, NoDue, dossier).ok());

  EXPECT_EQ(dossier.supplement_requests, 2);
}

TEST(Lifecycle, HandlingEndsWithApprovalOrRefusal) {
  for (const Verb verb : {Verb::kApprove, Verb::kRefuse}) {
    Dossier dossier = In(State::kSubmittedForApproval);
    ASSERT_TRUE(Apply(verb, kChangeTime, NoDue, dossier).ok());
    EXPECT_EQ(dossier.finish_time, kChangeTime);
    EXPECT_EQ(dossier.due_time, kDue) << "what was promised stays known";
  }
}

TEST(Lifecycle, ReturningTheResultDoesNotMoveTheEndOfHandling) {
  Dossier dossier = In(State::kApproved);
  dossier.finish_time = kChangeTime - absl::Hours(5);

  ASSERT_TRUE(Apply(Verb::kReturn, kChangeTime, NoDue, dossier).ok());

  EXPECT_EQ(dossier.finish_time, kChangeTime - absl::Hours(5));
}

TEST(Lifecycle, ATermThatCannotBeComputedChangesNothing) {
  Dossier dossier = In(State::kNeedSupplement);

  const absl::Status status = Apply(
      Verb::kSupplement, kChangeTime,
      [](absl::Time) -> absl::StatusOr<calendar::Due> { return absl::OutOfRangeError("2099"); },
      dossier);

  EXPECT_TRUE(absl::IsOutOfRange(status));
  EXPECT_EQ(dossier.state, State::kNeedSupplement);
  EXPECT_EQ(dossier.revision, 3);
}

}  // namespace
}  // namespace tancua::dossier::domain

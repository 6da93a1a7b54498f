#include "services/dossier/domain/assignment.h"

#include <gtest/gtest.h>

#include "services/dossier/domain/errors.h"

namespace tancua::dossier::domain {
namespace {

TEST(CheckPosition, TakesPositionsOfTheWardOnly) {
  EXPECT_TRUE(CheckPosition("wards/27442/positions/chuyen-vien-1", "27442").ok());
  for (const char* bad :
       {"", "mine", "-", "wards/26944/positions/chuyen-vien-1", "wards/27442/positions/",
        "wards/27442/positions/a/b", "wards/27442/units/mot-cua", "officers/1"}) {
    EXPECT_TRUE(status::Is(CheckPosition(bad, "27442"), kPositionInvalid)) << bad;
  }
}

TEST(IsHandled, HoldsFromReceiptToDecision) {
  for (const State state : kStates) {
    const bool handled = state == State::kReceived || state == State::kNeedSupplement ||
                         state == State::kSubmittedForApproval;
    EXPECT_EQ(IsHandled(state), handled) << Name(state);
  }
}

}  // namespace
}  // namespace tancua::dossier::domain

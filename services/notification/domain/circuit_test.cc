#include "services/notification/domain/circuit.h"

#include "gtest/gtest.h"

namespace tancua::notification::domain {
namespace {

const absl::Time kNow = absl::FromUnixSeconds(1'800'000'000);
constexpr Circuit::Rules kRules{.failures = 3};

TEST(Circuit, OpensAfterFailuresInARow) {
  Circuit circuit(kRules);
  circuit.Failed(kNow);
  circuit.Failed(kNow);
  circuit.Succeeded();
  circuit.Failed(kNow);
  circuit.Failed(kNow);
  EXPECT_EQ(circuit.Admit(16, kNow), 16);

  circuit.Failed(kNow);

  EXPECT_EQ(circuit.Admit(16, kNow), 0);
  EXPECT_EQ(circuit.state(), Circuit::State::kOpen);
}

TEST(Circuit, ProbesWithOneMessageAfterThePause) {
  Circuit circuit(kRules);
  for (int i = 0; i < 3; ++i) circuit.Failed(kNow);

  EXPECT_EQ(circuit.Admit(16, kNow + absl::Seconds(29)), 0);
  EXPECT_EQ(circuit.Admit(16, kNow + absl::Seconds(30)), 1);
  EXPECT_EQ(circuit.Admit(16, kNow + absl::Seconds(31)), 0);
  EXPECT_EQ(circuit.state(), Circuit::State::kHalfOpen);
  circuit.Succeeded();

  EXPECT_EQ(circuit.Admit(16, kNow + absl::Seconds(32)), 16);
}

TEST(Circuit, WaitsLongerAfterEveryFailedProbe) {
  Circuit circuit(kRules);
  for (int i = 0; i < 3; ++i) circuit.Failed(kNow);
  absl::Time now = kNow + absl::Seconds(30);
  ASSERT_EQ(circuit.Admit(16, now), 1);

  circuit.Failed(now);

  EXPECT_EQ(circuit.Admit(16, now + absl::Seconds(59)), 0);
  EXPECT_EQ(circuit.Admit(16, now + absl::Seconds(60)), 1);
}

TEST(Circuit, StopsAtOnceAndProbesSeldom) {
  Circuit circuit(kRules);

  circuit.Stop(kNow);

  EXPECT_EQ(circuit.Admit(16, kNow + absl::Minutes(4)), 0);
  EXPECT_EQ(circuit.Admit(16, kNow + absl::Minutes(5)), 1);
}

}  // namespace
}  // namespace tancua::notification::domain

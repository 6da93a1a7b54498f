#include "services/notification/domain/circuit.h"

#include "gtest/gtest.h"

namespace tancua::notification::domain {
namespace {

const absl::Time kStart = absl::FromUnixSeconds(1'800'000'000);
constexpr Circuit::Rules kRules{.failures = 3};

TEST(Circuit, OpensAfterFailuresInARow) {
  Circuit circuit(kRules);
  circuit.Failed(kStart);
  circuit.Failed(kStart);
  circuit.Succeeded();
  circuit.Failed(kStart);
  circuit.Failed(kStart);
  EXPECT_EQ(circuit.Admit(16, kStart), 16);

  circuit.Failed(kStart);

  EXPECT_EQ(circuit.Admit(16, kStart), 0);
  EXPECT_EQ(circuit.state(), Circuit::State::kOpen);
}

TEST(Circuit, ProbesWithOneMessageAfterThePause) {
  Circuit circuit(kRules);
  for (int i = 0; i < 3; ++i) circuit.Failed(kStart);

  EXPECT_EQ(circuit.Admit(16, kStart + absl::Seconds(29)), 0);
  EXPECT_EQ(circuit.Admit(16, kStart + absl::Seconds(30)), 1);
  EXPECT_EQ(circuit.Admit(16, kStart + absl::Seconds(31)), 0);
  EXPECT_EQ(circuit.state(), Circuit::State::kHalfOpen);
  circuit.Succeeded();

  EXPECT_EQ(circuit.Admit(16, kStart + absl::Seconds(32)), 16);
}

TEST(Circuit, WaitsLongerAfterEveryFailedProbe) {
  Circuit circuit(kRules);
  for (int i = 0; i < 3; ++i) circuit.Failed(kStart);
  absl::Time now = kStart + absl::Seconds(30);
  ASSERT_EQ(circuit.Admit(16, now), 1);

  circuit.Failed(now);

  EXPECT_EQ(circuit.Admit(16, now + absl::Seconds(59)), 0);
  EXPECT_EQ(circuit.Admit(16, now + absl::Seconds(60)), 1);
}

TEST(Circuit, StopsAtOnceAndProbesSeldom) {
  Circuit circuit(kRules);

  circuit.Stop(kStart);

  EXPECT_EQ(circuit.Admit(16, kStart + absl::Minutes(4)), 0);
  EXPECT_EQ(circuit.Admit(16, kStart + absl::Minutes(5)), 1);
}

}  // namespace
}  // namespace tancua::notification::domain

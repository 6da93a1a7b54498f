#include "absl/time/clock.h"
#include "tests/observe/causes.h"

// A small share of requests goes wrong, for hours: too few for the fast burn.
namespace tancua::observe {
namespace {

constexpr absl::Duration kSixHours = absl::Minutes(6);  // hours are minutes here
constexpr absl::Duration kRound = absl::Seconds(2);

void Read(World& world, int times) {
  for (int i = 0; i < times; ++i) (void)world.client().Get("/v1/procedures/1.004873");
}

// As many requests in each minute, whether they are slow or not.
std::function<void(World&)> Steadily(std::function<void(World&)> round) {
  return [=](World& world) {
    const absl::Time end = absl::Now() + kRound;
    round(world);
    absl::SleepFor(end - absl::Now());
  };
}

void OpenOneSurvey(World& world) {
  Read(world, 99);
  (void)world.client().Get("/v1/surveys/unknown");
}

void SignInOnce(World& world) {
  Read(world, 8);
  (void)world.client().SignIn("vneid", "p01");
}

}  // namespace

std::vector<Cause> BurnCauses() {
  return {
      {.alert = "AvailabilityBurnsSlowly",
       .what = "the survey service is killed while one call of a hundred is for it",
       .shape = testing::Deployment::Shape::kServices,
       .make =
           [](World& world) {
             world.deployment().process("survey").Kill();
             return absl::OkStatus();
           },
       .meanwhile = Steadily(OpenOneSurvey),
       .before = kSixHours,
       .hours_as_minutes = true,
       .not_alert = "AvailabilityBurnsFast"},
      {.alert = "LatencyBurnsSlowly",
       .what = "the identity provider takes 700 ms while one call of ten is a sign-in",
       .make =
           [](World& world) {
             return world.Switch("/control/oidc", {{"realm", "vneid"}, {"delay_ms", 700}});
           },
       .meanwhile = Steadily(SignInOnce),
       .before = kSixHours,
       .hours_as_minutes = true,
       .not_alert = "LatencyBurnsFast"},
  };
}

}  // namespace tancua::observe

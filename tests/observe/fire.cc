// Makes real troubles, waits for their alerts, and prints how long each took, as a table:
//   observe-fire [ALERT…]
// The rules are evaluated every second. Takes a quarter of an hour.
#include <unistd.h>

#include <cstdio>
#include <mutex>
#include <set>
#include <thread>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "common/status/macros.h"
#include "tests/observe/causes.h"

namespace tancua::observe {
namespace {

constexpr absl::Duration kLongest = absl::Minutes(14);
constexpr absl::Duration kPause = absl::Milliseconds(500);
constexpr int kAtOnce = 9;

// Those that take longest come first.
std::vector<Cause> AllCauses(const std::string& folder) {
  std::vector<Cause> causes = OfficeCauses(folder);
  for (Cause& cause : BurnCauses()) causes.push_back(std::move(cause));
  for (Cause& cause : MachineCauses(folder)) causes.push_back(std::move(cause));
  return causes;
}

void LetPeopleAct(const Cause& cause, World& world) {
  if (cause.meanwhile) cause.meanwhile(world);
  absl::SleepFor(kPause);
}

// How long it took until the alert fired.
absl::StatusOr<absl::Duration> TimeToDetect(const Cause& cause) {
  World world(cause);
  if (cause.prepare) RETURN_IF_ERROR(cause.prepare(world));
  RETURN_IF_ERROR(world.Start());
  const absl::Time healthy_until = absl::Now() + cause.before;
  while (absl::Now() < healthy_until) LetPeopleAct(cause, world);
  if (world.Fires(cause.alert)) return absl::InternalError("fired before");
  const absl::Time begin = absl::Now();
  RETURN_IF_ERROR(cause.make(world));
  while (!world.Fires(cause.alert)) {
    if (absl::Now() - begin > kLongest) return absl::DeadlineExceededError("not fired");
    LetPeopleAct(cause, world);
  }
  if (!cause.not_alert.empty() && world.HasFired(cause.not_alert)) {
    return absl::InternalError(cause.not_alert + " fired too");
  }
  return absl::Now() - begin;
}

std::string Print(const Cause& cause, const absl::StatusOr<absl::Duration>& took) {
  if (!took.ok()) return "FAILED: " + std::string(took.status().message());
  return absl::StrCat(absl::ToInt64Seconds(*took), " s", cause.hours_as_minutes ? ", 60:1" : "");
}

int Fire(const std::set<std::string>& wanted) {
  testing::TemporaryFolder folder;
  const std::vector<Cause> causes = AllCauses(folder.path());
  std::mutex mutex;
  std::size_t next = 0;
  int missing = 0;
  std::printf("| alert | cause | detected after |\n|---|---|---|\n");
  const auto work = [&] {
    while (true) {
      std::unique_lock lock(mutex);
      if (next == causes.size()) return;
      const Cause& cause = causes[next++];
      if (!wanted.empty() && !wanted.contains(cause.alert)) continue;
      lock.unlock();
      const auto took = TimeToDetect(cause);
      lock.lock();
      if (!took.ok()) ++missing;
      std::printf("| `%s` | %s | %s |\n", cause.alert.c_str(), cause.what.c_str(),
                  Print(cause, took).c_str());
      std::fflush(stdout);
    }
  };
  std::vector<std::thread> threads;
  threads.reserve(kAtOnce);
  for (int i = 0; i < kAtOnce; ++i) threads.emplace_back(work);
  for (std::thread& thread : threads) thread.join();
  return missing == 0 ? 0 : 1;
}

}  // namespace
}  // namespace tancua::observe

int main(int argc, char** argv) { return tancua::observe::Fire({argv + 1, argv + argc}); }

// Makes real troubles, waits for their alerts, and prints how long each took, as a table:
//   observe-fire [ALERT…]
// The rules are those that are shipped, evaluated every second. Takes about ten minutes.
#include <unistd.h>

#include <cstdio>
#include <mutex>
#include <set>
#include <thread>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "tests/observe/causes.h"

namespace tancua::observe {
namespace {

constexpr absl::Duration kLongest = absl::Minutes(14);
constexpr absl::Duration kPause = absl::Milliseconds(500);
constexpr int kAtOnce = 9;

// "62 s", or what went wrong.
std::string TimeToDetect(const Cause& cause) {
  World world(cause.shape, cause.environment);
  absl::Status status = cause.prepare ? cause.prepare(world) : absl::OkStatus();
  if (status.ok()) status = world.Start();
  if (status.ok() && world.Fires(cause.alert)) return "FIRED BEFORE";
  const absl::Time begin = absl::Now();
  if (status.ok()) status = cause.make(world);
  while (status.ok() && absl::Now() - begin < kLongest) {
    if (world.Fires(cause.alert)) {
      return absl::StrCat(absl::ToInt64Seconds(absl::Now() - begin), " s");
    }
    if (cause.meanwhile) cause.meanwhile(world);
    absl::SleepFor(kPause);
  }
  return status.ok() ? "NOT FIRED" : absl::StrCat("FAILED: ", std::string(status.message()));
}

int Fire(const std::set<std::string>& wanted) {
  testing::TemporaryFolder folder;
  const std::vector<Cause> causes = Causes(folder.path());
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
      const std::string took = TimeToDetect(cause);
      lock.lock();
      if (!took.ends_with(" s")) ++missing;
      std::printf("| `%s` | %s | %s |\n", cause.alert.c_str(), cause.what.c_str(), took.c_str());
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

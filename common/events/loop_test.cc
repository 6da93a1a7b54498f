#include "common/events/loop.h"

#include <string>

#include "absl/synchronization/notification.h"
#include "common/log/log.h"
#include "gtest/gtest.h"

namespace tancua::events {
namespace {

int Occurrences(const std::string& text, const std::string& word) {
  int count = 0;
  for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) {
    ++count;
  }
  return count;
}

TEST(Loop, LogsTheFirstFailureAndTheRecoveryAndNothingBetween) {
  log::Capture log;
  absl::Notification recovered;
  int cycles = 0;

  Loop loop("relay dossier", [&]() -> absl::Status {
    if (++cycles <= 3) return absl::UnavailableError("redis is away");
    if (cycles == 5 && !recovered.HasBeenNotified()) recovered.Notify();
    return absl::OkStatus();
  });
  recovered.WaitForNotification();
  loop.Stop();

  EXPECT_EQ(Occurrences(log.Text(), "events.loop_failing"), 1);
  EXPECT_EQ(Occurrences(log.Text(), "events.loop_recovered"), 1);
}

TEST(Loop, RunsNoCycleAfterItWasStopped) {
  log::Capture log;
  absl::Notification failed;
  int cycles = 0;
  Loop loop("consumer", [&]() -> absl::Status {
    if (++cycles == 1) failed.Notify();
    return absl::UnavailableError("redis is away");
  });
  failed.WaitForNotification();

  loop.Stop();  // during the pause, most likely
  const int before = cycles;
  loop.Stop();

  EXPECT_EQ(cycles, before);
}

}  // namespace
}  // namespace tancua::events

#include "common/http/handler_pool.h"

#include <atomic>
#include <functional>

#include "absl/synchronization/barrier.h"
#include "absl/synchronization/blocking_counter.h"
#include "gtest/gtest.h"

namespace tancua::http {
namespace {

class Call final : public HandlerPool::Task {
 public:
  explicit Call(std::function<void()> call) : call_(std::move(call)) {}
  void Run() override { call_(); }

 private:
  const std::function<void()> call_;
};

void Push(HandlerPool& pool, std::function<void()> call) {
  pool.Push(std::make_shared<Call>(std::move(call)));
}

TEST(HandlerPool, StartsNoThreadBeforeThereIsWork) { EXPECT_EQ(HandlerPool(64).threads(), 0); }

TEST(HandlerPool, RunsTasksThatBlockBesideEachOther) {
  constexpr int kTasks = 8;
  HandlerPool pool(kTasks);
  // Each waits for all the others: with one thread less nobody would come out.
  absl::BlockingCounter done(kTasks);
  auto* barrier = new absl::Barrier(kTasks);
  for (int i = 0; i < kTasks; ++i) {
    Push(pool, [&, barrier] {
      if (barrier->Block()) delete barrier;
      done.DecrementCount();
    });
  }
  done.Wait();
  EXPECT_EQ(pool.threads(), kTasks);
}

TEST(HandlerPool, RunsWhatIsQueuedBeforeItEnds) {
  std::atomic<int> ran = 0;
  {
    HandlerPool pool(2);
    for (int i = 0; i < 1000; ++i) Push(pool, [&] { ++ran; });
  }
  EXPECT_EQ(ran, 1000);
}

TEST(HandlerPool, EndsIdleThreadsAndStartsNewOnes) {
  HandlerPool pool(4, absl::Milliseconds(1));
  for (int round = 0; round < 3; ++round) {
    absl::BlockingCounter done(4);
    for (int i = 0; i < 4; ++i) Push(pool, [&] { done.DecrementCount(); });
    done.Wait();
    while (pool.threads() > 0) std::this_thread::yield();
  }
}

}  // namespace
}  // namespace tancua::http

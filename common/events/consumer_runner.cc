#include "common/events/consumer_runner.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/events/lane.h"
#include "common/events/loop.h"
#include "common/status/macros.h"

namespace tancua::events {

struct ConsumerRunner::Impl {
  Impl(Subscription s, const Context& context)
      : subscription(std::move(s)), metrics(context.metrics, subscription.group()) {}

  const Subscription subscription;
  ConsumerMetrics metrics;
  std::vector<std::unique_ptr<Lane>> lanes;
  std::vector<std::unique_ptr<Loop>> loops;  // after the lanes: they use them
};

ConsumerRunner::ConsumerRunner(Subscription subscription, std::string instance,
                               const Context& context)
    : impl_(std::make_unique<Impl>(std::move(subscription), context)) {
  std::vector<StreamName> streams;
  for (const std::string& source : impl_->subscription.sources()) {
    for (int shard = 0; shard < context.config.shards; ++shard) {
      streams.push_back({context.redis.prefix, source, shard});
    }
  }
  const std::size_t threads =
      std::clamp<std::size_t>(context.config.threads, 1, std::max<std::size_t>(streams.size(), 1));
  for (std::size_t i = 0; i < threads && !streams.empty(); ++i) {
    Lane::Options options{absl::StrCat(instance, "/", i), {}, i == 0};
    for (std::size_t j = i; j < streams.size(); j += threads) {
      options.streams.push_back(streams[j]);
    }
    impl_->lanes.push_back(
        std::make_unique<Lane>(impl_->subscription, std::move(options), context, impl_->metrics));
  }
}

ConsumerRunner::~ConsumerRunner() = default;

void ConsumerRunner::Start() {
  for (std::size_t i = 0; i < impl_->lanes.size(); ++i) {
    Lane& lane = *impl_->lanes[i];
    impl_->loops.push_back(
        std::make_unique<Loop>(absl::StrCat("consumer ", impl_->subscription.group(), "/", i),
                               [&lane] { return lane.RunOnce().status(); }));
  }
}

void ConsumerRunner::Stop() { impl_->loops.clear(); }

absl::StatusOr<int> ConsumerRunner::RunOnce() {
  int settled = 0;
  for (const std::unique_ptr<Lane>& lane : impl_->lanes) {
    ASSIGN_OR_RETURN(const int some, lane->RunOnce());
    settled += some;
  }
  return settled;
}

}  // namespace tancua::events

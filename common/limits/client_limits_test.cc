#include "common/limits/client_limits.h"

#include "absl/time/clock.h"
#include "common/testing/redis.h"
#include "gtest/gtest.h"

namespace tancua::limits {
namespace {

// So slow that nothing is refilled while a test runs.
constexpr Rate kSlow{.per_second = 0.01, .burst = 3};

class ClientLimitsTest : public ::testing::Test {
 protected:
  static int Allowed(ClientLimits& limits, const std::string& client, int calls) {
    int allowed = 0;
    for (int i = 0; i < calls; ++i) {
      if (limits.Take(client, kSlow) == absl::ZeroDuration()) ++allowed;
    }
    return allowed;
  }
  double Counted(const std::string& name) {
    double sum = 0;
    for (const auto& family : registry_.Collect()) {
      if (family.name != name) continue;
      for (const auto& metric : family.metric) sum += metric.counter.value;
    }
    return sum;
  }

  FakeClock clock_{absl::FromUnixSeconds(1'800'000'000)};
  prometheus::Registry registry_;
  testing::RedisServer redis_;
  ClientLimits limits_{redis_.Config(), clock_, registry_};
};

TEST_F(ClientLimitsTest, CountsReplicasTogether) {
  prometheus::Registry registry;
  ClientLimits replica(redis_.Config(), clock_, registry);
  EXPECT_EQ(Allowed(limits_, "app", 2), 2);
  EXPECT_EQ(Allowed(replica, "app", 2), 1);
  EXPECT_EQ(Counted("tancua_limits_refused_calls_total"), 0);
}

TEST_F(ClientLimitsTest, CountsClientsApart) {
  EXPECT_EQ(Allowed(limits_, "app", 5), 3);
  EXPECT_EQ(Allowed(limits_, "ward", 5), 3);
  EXPECT_EQ(Counted("tancua_limits_refused_calls_total"), 4);
}

TEST_F(ClientLimitsTest, SaysHowLongToWait) {
  EXPECT_EQ(Allowed(limits_, "app", 3), 3);
  const absl::Duration wait = limits_.Take("app", kSlow);
  EXPECT_GT(wait, absl::Seconds(90));
  EXPECT_LE(wait, absl::Seconds(100));
}

TEST_F(ClientLimitsTest, FetchesAFastClientsTokensAFewAtATime) {
  constexpr Rate kFast{.per_second = 100, .burst = 1000};
  redis::Client redis(redis_.Config());
  const auto asked = [&] {
    const auto at = redis.Run({"HGET", redis_.Config().prefix + ":limit:app", "at"});
    return at.ok() ? at->text : "";
  };
  ASSERT_EQ(limits_.Take("app", kFast), absl::ZeroDuration());
  const std::string first = asked();
  ASSERT_NE(first, "");
  ASSERT_TRUE(redis.Run({"DEL", redis_.Config().prefix + ":limit:app"}).ok());
  for (int i = 1; i < 5; ++i) EXPECT_EQ(limits_.Take("app", kFast), absl::ZeroDuration());
  EXPECT_EQ(asked(), "") << "the five of the first call were enough";
  EXPECT_EQ(limits_.Take("app", kFast), absl::ZeroDuration());
  EXPECT_NE(asked(), "");

  clock_.Advance(absl::Seconds(1));
  ASSERT_TRUE(redis.Run({"DEL", redis_.Config().prefix + ":limit:app"}).ok());
  EXPECT_EQ(limits_.Take("app", kFast), absl::ZeroDuration());
  EXPECT_NE(asked(), "") << "what was not used in a second is lost";
}

TEST_F(ClientLimitsTest, NeverGivesMoreThanTheBurst) {
  constexpr Rate kBurst{.per_second = 100, .burst = 200};
  prometheus::Registry registry;
  ClientLimits replica(redis_.Config(), clock_, registry);
  const absl::Time start = absl::Now();
  int allowed = 0;
  for (int i = 0; i < 300; ++i) {
    ClientLimits& one = i % 2 == 0 ? limits_ : replica;
    if (one.Take("app", kBurst) == absl::ZeroDuration()) ++allowed;
  }
  const double refilled = absl::ToDoubleSeconds(absl::Now() - start) * kBurst.per_second;
  EXPECT_GE(allowed, 200 - 2 * 4) << "but for what each of the two has fetched and not used";
  EXPECT_LE(allowed, 200 + refilled + 1);
}

TEST_F(ClientLimitsTest, ForgetsABucketThatIsFullAgain) {
  EXPECT_EQ(limits_.Take("app", {.per_second = 1, .burst = 3}), absl::ZeroDuration());
  redis::Client client(redis_.Config());
  const auto left = client.Run({"PTTL", redis_.Config().prefix + ":limit:app"});
  ASSERT_TRUE(left.ok());
  EXPECT_GT(left->integer, 3'000);
  EXPECT_LE(left->integer, 4'000);
}

TEST_F(ClientLimitsTest, CountsAloneWhileRedisIsDownAndComesBack) {
  EXPECT_EQ(Allowed(limits_, "app", 5), 3);
  redis_.Stop();
  EXPECT_EQ(Allowed(limits_, "app", 5), 3) << "its own bucket is still full";
  EXPECT_EQ(Counted("tancua_limits_local_calls_total"), 5);
  redis_.Start();
  EXPECT_EQ(Allowed(limits_, "app", 1), 0) << "Redis is left alone for a moment";
  clock_.Advance(absl::Seconds(1));
  EXPECT_EQ(Allowed(limits_, "app", 5), 3) << "Redis lost its buckets";
  EXPECT_EQ(Counted("tancua_limits_local_calls_total"), 6);
}

}  // namespace
}  // namespace tancua::limits

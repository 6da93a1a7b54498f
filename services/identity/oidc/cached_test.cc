#include "services/identity/oidc/cached.h"

#include <thread>
#include <vector>

#include "gtest/gtest.h"

namespace tancua::identity::oidc {
namespace {

class CachedTest : public ::testing::Test {
 protected:
  int Value(const absl::StatusOr<Cached<int>::Value>& value) { return value.ok() ? **value : -1; }
  int Get() { return Value(cached_.Get(absl::InfiniteFuture())); }
  // What is there after what is held now was found wanting.
  int Renew() {
    const auto held = cached_.Get(absl::InfiniteFuture());
    return Value(cached_.GetOtherThan(*held, absl::InfiniteFuture()));
  }

  FakeClock clock_{absl::FromUnixSeconds(1'800'000'000)};
  int fetches_ = 0;
  bool down_ = false;
  Cached<int> cached_{clock_, [this](absl::Time) -> absl::StatusOr<int> {
                        ++fetches_;
                        if (down_) return absl::UnavailableError("down");
                        return fetches_;
                      }};
};

TEST_F(CachedTest, FetchesOnceAnHour) {
  EXPECT_EQ(Get(), 1);
  clock_.Advance(absl::Minutes(59));
  EXPECT_EQ(Get(), 1);
  clock_.Advance(absl::Minutes(1));
  EXPECT_EQ(Get(), 2);
}

TEST_F(CachedTest, FetchesAtOnceWhenSomethingIsMissingButNotAgainAndAgain) {
  EXPECT_EQ(Get(), 1);
  EXPECT_EQ(Renew(), 2) << "however young the document is";
  for (int i = 0; i < 100; ++i) EXPECT_EQ(Renew(), 2);
  clock_.Advance(absl::Seconds(30));
  EXPECT_EQ(Renew(), 3);
}

TEST_F(CachedTest, GivesWhoFoundAnOldDocumentWantingTheNewOne) {
  const auto old = cached_.Get(absl::InfiniteFuture()).value();
  EXPECT_EQ(Renew(), 2);
  EXPECT_EQ(Value(cached_.GetOtherThan(old, absl::InfiniteFuture())), 2);
  EXPECT_EQ(fetches_, 2);
}

TEST_F(CachedTest, FetchesOnceForManyWhoMissTheSame) {
  const auto old = cached_.Get(absl::InfiniteFuture()).value();
  std::vector<std::thread> callers;
  for (int i = 0; i < 8; ++i) {
    callers.emplace_back(
        [&] { EXPECT_EQ(Value(cached_.GetOtherThan(old, absl::InfiniteFuture())), 2); });
  }
  for (std::thread& caller : callers) caller.join();
  EXPECT_EQ(fetches_, 2);
}

TEST_F(CachedTest, KeepsWhatItHasWhileTheProviderIsDownAndAsksSeldom) {
  EXPECT_EQ(Get(), 1);
  down_ = true;
  clock_.Advance(absl::Hours(2));
  for (int i = 0; i < 100; ++i) EXPECT_EQ(Get(), 1);
  EXPECT_EQ(fetches_, 2);
  down_ = false;
  clock_.Advance(absl::Seconds(30));
  EXPECT_EQ(Get(), 3);
}

TEST_F(CachedTest, RemembersNoFailureWhileItHasNothing) {
  down_ = true;
  EXPECT_FALSE(cached_.Get(absl::InfiniteFuture()).ok());
  down_ = false;
  EXPECT_EQ(Get(), 2);
}

}  // namespace
}  // namespace tancua::identity::oidc

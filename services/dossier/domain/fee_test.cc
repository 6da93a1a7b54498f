#include "services/dossier/domain/fee.h"

#include <gtest/gtest.h>

namespace tancua::dossier::domain {
namespace {

// Circular 226/2016/TT-BTC art. 4.
const Fee kCertifiedCopy{.online_vnd = 2000,
                         .counter_vnd = 2000,
                         .per = Fee::Per::kPage,
                         .from_third_page_vnd = 1000,
                         .most_per_copy_vnd = 200'000};
// Circular 281/2016/TT-BTC.
const Fee kExtract{.online_vnd = 8000, .counter_vnd = 8000, .per = Fee::Per::kCopy};

std::int64_t OfPages(std::int64_t pages, std::int64_t copies = 1) {
  return FeeVnd(kCertifiedCopy, Channel::kCounter, {.copies = copies, .pages = pages});
}

TEST(Fee, OfACertifiedCopyFallsFromTheThirdPageOn) {
  EXPECT_EQ(OfPages(1), 2'000);
  EXPECT_EQ(OfPages(2), 4'000);
  EXPECT_EQ(OfPages(3), 5'000);
  EXPECT_EQ(OfPages(10), 12'000);
}

TEST(Fee, OfACertifiedCopyHasALimitForEachCopy) {
  EXPECT_EQ(OfPages(198), 200'000);
  EXPECT_EQ(OfPages(500), 200'000);
  EXPECT_EQ(OfPages(500, 3), 600'000);
}

TEST(Fee, OfExtractsIsByCopy) {
  EXPECT_EQ(FeeVnd(kExtract, Channel::kOnline, {.copies = 2}), 16'000);
}

TEST(Fee, DependsOnTheChannel) {
  const Fee fee{.online_vnd = 0, .counter_vnd = 100'000};
  EXPECT_EQ(FeeVnd(fee, Channel::kOnline, {}), 0);
  for (const Channel channel : {Channel::kCounter, Channel::kKiosk, Channel::kPost}) {
    EXPECT_EQ(FeeVnd(fee, channel, {.copies = 5}), 100'000) << "by dossier, whatever the copies";
  }
}

}  // namespace
}  // namespace tancua::dossier::domain

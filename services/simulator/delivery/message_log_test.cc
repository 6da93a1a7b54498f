#include "services/simulator/delivery/message_log.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace tancua::simulator {
namespace {

const absl::Time kNow = absl::FromUnixSeconds(1'800'000'000);

Delivery Sms(const std::string& id, const std::string& text = "xin chao") {
  return {"SMS", id, "84903123456", "", text, 0, kNow, kNow};
}

TEST(MessageLog, CountsAMessageOnceHoweverOftenItIsHandedIn) {
  MessageLog log(10);
  log.Accept(Sms("a"));

  EXPECT_EQ(log.Accept(Sms("a")), 2);

  const auto found = log.Find({});
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].accepted, 2);
}

TEST(MessageLog, KeepsTheChannelsApart) {
  MessageLog log(10);
  log.Accept(Sms("a"));
  log.Accept({"ZNS", "a", "84903123456", "410001", "xin chào", 0, kNow, kNow});

  EXPECT_EQ(log.Find({}).size(), 2u);
  EXPECT_EQ(log.Find({.channel = "ZNS"}).size(), 1u);
}

TEST(MessageLog, ForgetsTheOldestAndStillCountsTheOthersRight) {
  MessageLog log(2);
  log.Accept(Sms("a"));
  log.Accept(Sms("b"));
  log.Accept(Sms("c"));

  EXPECT_EQ(log.Accept(Sms("b")), 2);
  EXPECT_EQ(log.Find({.tracking_id = "a"}).size(), 0u);
  EXPECT_EQ(log.Find({.tracking_id = "b"}).at(0).accepted, 2);
  EXPECT_EQ(log.Accept(Sms("a")), 1);
}

TEST(MessageLog, FindsByPartOfTheText) {
  MessageLog log(10);
  log.Accept(Sms("a", "Ho so H29.1-261122-0001 da co ket qua"));
  log.Accept(Sms("b", "Ho so H29.1-261122-0002 da co ket qua"));

  const auto found = log.Find({.text = "H29.1-261122-0002"});

  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].tracking_id, "b");
}

}  // namespace
}  // namespace tancua::simulator

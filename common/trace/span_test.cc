#include "common/trace/span.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <thread>

namespace tancua::trace {
namespace {

using ::testing::MatchesRegex;

// The example of the W3C recommendation.
constexpr char kTraceId[] = "4bf92f3577b34da6a3ce929d0e0e4736";
constexpr char kParent[] = "00f067aa0ba902b7";
const std::string kTraceparent = std::string("00-") + kTraceId + "-" + kParent + "-01";

TEST(Span, StaysInTheTraceOfItsCauseWithAnIdOfItsOwn) {
  const Span span = Span::Under(kTraceparent);

  EXPECT_EQ(span.trace_id(), kTraceId);
  EXPECT_EQ(span.parent(), kParent);
  EXPECT_NE(span.id(), kParent);
  EXPECT_EQ(span.traceparent(),
            std::string("00-") + kTraceId + "-" + std::string(span.id()) + "-01");
}

TEST(Span, KeepsWhetherTheTraceIsSampled) {
  std::string unsampled = kTraceparent;
  unsampled.back() = '2';  // a bit that is not ours

  EXPECT_TRUE(Span::Under(kTraceparent).sampled());
  EXPECT_FALSE(Span::Under(unsampled).sampled());
  EXPECT_THAT(Span::Under(unsampled).traceparent(), ::testing::EndsWith("-00"));
}

TEST(Span, BeginsATraceWithoutACause) {
  const Span span = Span::New();

  EXPECT_EQ(span.parent(), "");
  EXPECT_THAT(span.traceparent(), MatchesRegex("00-[0-9a-f]{32}-[0-9a-f]{16}-01"));
  EXPECT_EQ(Span::Under(span.traceparent()).trace_id(), span.trace_id());
}

TEST(Span, ReplacesWhatIsMalformed) {
  const std::string id(kTraceId), parent(kParent);
  for (const std::string& wrong : {
           std::string(),
           std::string("00"),
           "00-" + id + "-" + parent,
           "ff-" + id + "-" + parent + "-01",
           "0x-" + id + "-" + parent + "-01",
           "00-" + id + "-" + parent + "-0g",
           "00-4BF92F3577B34DA6A3CE929D0E0E4736-" + parent + "-01",
           "00-" + std::string(32, '0') + "-" + parent + "-01",
           "00-" + id + "-" + std::string(16, '0') + "-01",
           "00-" + id + "_" + parent + "-01",
           "00-" + id + "-" + parent + "-01-more",
           "01-" + id + "-" + parent + "-01more",
       }) {
    const Span span = Span::Under(wrong);
    EXPECT_NE(span.trace_id(), kTraceId) << wrong;
    EXPECT_EQ(span.parent(), "") << wrong;
    EXPECT_TRUE(span.sampled()) << wrong;
  }
}

TEST(Span, UnderstandsWhatALaterVersionSaysFirst) {
  const Span span =
      Span::Under(std::string("cc-") + kTraceId + "-" + kParent + "-01-what-the-future-adds");

  EXPECT_EQ(span.trace_id(), kTraceId);
  EXPECT_THAT(span.traceparent(), ::testing::StartsWith("00-"));
}

TEST(Span, NeverRepeatsAnId) {
  std::set<std::string> ids;
  for (int i = 0; i < 10'000; ++i) ids.emplace(Span::Under(kTraceparent).id());
  EXPECT_EQ(ids.size(), 10'000u);
}

TEST(Scope, NamesTheStepOfItsThreadAndGivesTheOneBeforeBack) {
  EXPECT_EQ(Current(), nullptr);
  {
    const Scope outer(Span::Under(kTraceparent));
    const std::string outer_id(Current()->id());
    {
      const Scope inner(Span::Under(Current()->traceparent()));
      EXPECT_EQ(Current()->parent(), outer_id);
      const Span* elsewhere = Current();
      std::thread([&elsewhere] { elsewhere = Current(); }).join();
      EXPECT_EQ(elsewhere, nullptr);
    }
    EXPECT_EQ(Current()->id(), outer_id);
  }
  EXPECT_EQ(Current(), nullptr);
}

}  // namespace
}  // namespace tancua::trace

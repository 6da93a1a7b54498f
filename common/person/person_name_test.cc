#include <gtest/gtest.h>

#include "common/person/citizen_number.h"

namespace tancua::person {
namespace {

TEST(ParsePersonName, ComposesAndCollapses) {
  EXPECT_EQ(ParsePersonName("  Nguye\u0302\u0303n\u00A0 Thị  Hoa ").value(), "Nguyễn Thị Hoa");
}

TEST(ParsePersonName, AcceptsTheNamesThatExist) {
  for (const char* name : {"Nguyễn Thị Đức Hòa", "Y’Moan Êñuôl", "H'Hen Niê", "Lò", "Tôn-Nữ Thị A.",
                           "K' Brêng", "Ƀê", "B'\u014F\u0301ng"}) {
    const auto parsed = ParsePersonName(name);
    ASSERT_TRUE(parsed.ok()) << name;
    EXPECT_FALSE(parsed->empty());
  }
}

TEST(ParsePersonName, RefusesWhatIsNoName) {
  for (const char* name : {"", "   ", "...", "Nguyễn 2", "An <b>", "An\nBình", "An;Bình", "An\x01",
                           "\xFF", "😀", "\u0301An", "An_Bình", "An/Bình", "An\u202E"}) {
    EXPECT_EQ(ParsePersonName(name).status().code(), absl::StatusCode::kInvalidArgument) << name;
  }
}

TEST(ParsePersonName, CountsCodePointsNotBytes) {
  std::string name;
  for (int i = 0; i < 100; ++i) name += "ễ";
  EXPECT_TRUE(ParsePersonName(name).ok());
  EXPECT_FALSE(ParsePersonName(name + "e").ok());
}

}  // namespace
}  // namespace tancua::person

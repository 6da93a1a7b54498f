#include "services/notification/domain/segments.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"

namespace tancua::notification::domain {
namespace {

std::string Times(int count, std::string_view piece) {
  std::string text;
  for (int i = 0; i < count; ++i) text += piece;
  return text;
}

struct Case {
  const char* name;
  std::string text;
  bool unicode;
  int units;
  int parts;
};

class SegmentsTable : public testing::TestWithParam<Case> {};

TEST_P(SegmentsTable, CountsUnitsAndParts) {
  const Segments segments = CountSegments(GetParam().text);

  EXPECT_EQ(segments.unicode, GetParam().unicode);
  EXPECT_EQ(segments.units, GetParam().units);
  EXPECT_EQ(segments.parts, GetParam().parts);
}

INSTANTIATE_TEST_SUITE_P(
    Segments, SegmentsTable,
    testing::Values(
        Case{"EmptyTextIsOnePart", "", false, 0, 1},
        Case{"OneFullPart", Times(160, "a"), false, 160, 1},
        Case{"OneMoreMakesTwo", Times(161, "a"), false, 161, 2},
        Case{"TwoFullParts", Times(306, "a"), false, 306, 2},
        Case{"OneMoreMakesThree", Times(307, "a"), false, 307, 3},
        Case{"EuroTakesTwoSeptets", absl::StrCat(Times(159, "a"), "€"), false, 161, 2},
        Case{"ExtensionFitsAtTheEnd", absl::StrCat(Times(158, "a"), "€"), false, 160, 1},
        // 152 + pair would split: the pair moves to the second part, and 153 more need a third.
        Case{"PairIsNotSplit", absl::StrCat(Times(152, "a"), "€", Times(152, "a")), false, 306, 3},
        Case{"AllExtensionCharacters", "^{}\\[~]|€\f", false, 20, 1},
        Case{"VowelsOfGsm", "àèéìòù", false, 6, 1}, Case{"BacktickIsNotGsm", "`", true, 1, 1},
        Case{"OneUcs2Part", Times(70, "ă"), true, 70, 1},
        Case{"OneMoreUcs2", Times(71, "ă"), true, 71, 2},
        Case{"TwoFullUcs2Parts", Times(134, "ă"), true, 134, 2},
        Case{"ThreeUcs2Parts", Times(135, "ă"), true, 135, 3},
        Case{"EmojiTakesTwoUnits", "😀", true, 2, 1},
        Case{"SurrogatesAreNotSplit", absl::StrCat(Times(66, "ă"), "😀", Times(66, "ă")), true, 134,
             3},
        Case{"UnaccentedNotice",
             "UBND P.BINH TAN: Ho so H29.27442-261120-0007 da co ket qua. Moi Ong/Ba den nhan tai "
             "Bo phan Mot cua tu 7h30 ngay 26/11/2026. DT ho tro 028xxxxxxxx",
             false, 146, 1},
        Case{"AccentedNotice",
             "UBND P. Bình Tân: Hồ sơ H29.27442-261120-0007 đã có kết quả. Mời Ông/Bà đến nhận.",
             true, 81, 2},
        Case{"MalformedUtf8IsCountedNotCrashedOn", "a\xC3", true, 2, 1}),
    [](const auto& info) { return info.param.name; });

}  // namespace
}  // namespace tancua::notification::domain

#include "common/text/text.h"

#include <gtest/gtest.h>

namespace tancua::text {
namespace {

// "ễ" and "ặ" decomposed; ặ has the dot below before the breve.
constexpr char kNguyenNfd[] = "Nguye\u0302\u0303n Thi\u0323 \u0110u\u031B\u0301c Ho\u0300a";
constexpr char kNguyenNfc[] = "Nguyễn Thị Đức Hòa";

TEST(Nfc, ComposesWhatAMacOrAPhoneSends) {
  EXPECT_EQ(Nfc(kNguyenNfd).value(), kNguyenNfc);
  EXPECT_EQ(Nfc("a\u0323\u0306").value(), "ặ");
  EXPECT_EQ(Nfc("a\u0306\u0323").value(), "ặ");
  EXPECT_EQ(Nfc(kNguyenNfc).value(), kNguyenNfc);
  EXPECT_EQ(Nfc("").value(), "");
}

TEST(Nfc, KeepsLineBreaksAndRefusesControls) {
  EXPECT_EQ(Nfc("một\nhai\tba").value(), "một\nhai\tba");
  for (const std::string_view text :
       {std::string_view("a\0b", 3), std::string_view("\x1B[31m"), std::string_view("\x7F"),
        std::string_view("\u0085"), std::string_view("\u202Etxt.exe")}) {
    EXPECT_EQ(Nfc(text).status().code(), absl::StatusCode::kInvalidArgument);
  }
}

TEST(Nfc, RefusesWhatIsNotUtf8) {
  for (const char* text : {"\xFF", "\xC3", "\xE1\xBB", "\xED\xA0\x80", "\xC0\x80", "a\x80"}) {
    EXPECT_EQ(Nfc(text).status().code(), absl::StatusCode::kInvalidArgument);
  }
}

TEST(CodePoints, CountsLettersNotBytes) {
  EXPECT_EQ(CodePoints(kNguyenNfc), 18U);
  EXPECT_EQ(std::string_view(kNguyenNfc).size(), 26U);
  EXPECT_EQ(CodePoints(kNguyenNfd), 24U);
  EXPECT_EQ(CodePoints("Trần Văn Đạt"), 12U);
}

TEST(SearchKey, FoldsMarksCaseAndBlanks) {
  EXPECT_EQ(SearchKey(kNguyenNfc), "nguyen thi duc hoa");
  EXPECT_EQ(SearchKey("Trần Văn Đạt"), "tran van dat");
  EXPECT_EQ(SearchKey("Bình Tân"), "binh tan");
  EXPECT_EQ(SearchKey("  BÌNH \t\u00A0 TÂN\n"), "binh tan");
  EXPECT_EQ(SearchKey("ĐƯỜNG SỐ 7"), "duong so 7");
}

TEST(SearchKey, IsTheSameForComposedAndDecomposedText) {
  EXPECT_EQ(SearchKey(kNguyenNfd), SearchKey(kNguyenNfc));
}

TEST(SearchKey, IsTheSameWhereverTheToneStands) {
  EXPECT_EQ(SearchKey("Hòa"), SearchKey("Hoà"));
  EXPECT_EQ(SearchKey("Thủy"), SearchKey("Thuỷ"));
  EXPECT_EQ(SearchKey("Khỏe"), SearchKey("Khoẻ"));
}

TEST(SearchKey, LeavesOutWhatCannotBeRead) {
  EXPECT_EQ(SearchKey("a\xFF\u200Bb"), "ab");
  EXPECT_EQ(SearchKey(" \t"), "");
}

TEST(Unaccented, KeepsEveryLetterOfARealNotice) {
  EXPECT_EQ(Unaccented("Nguyễn Văn Đức đã được"), "Nguyen Van Duc da duoc");
  EXPECT_EQ(Unaccented(kNguyenNfd), "Nguyen Thi Duc Hoa");
  EXPECT_EQ(Unaccented("UBND P. Bình Tân: Hồ sơ H29.27442-261120-0007 đã có kết quả."),
            "UBND P. Binh Tan: Ho so H29.27442-261120-0007 da co ket qua.");
}

TEST(Unaccented, CoversTheWholeAlphabet) {
  EXPECT_EQ(Unaccented("aàáảãạăằắẳẵặâầấẩẫậ"), "aaaaaaaaaaaaaaaaaa");
  EXPECT_EQ(Unaccented("eèéẻẽẹêềếểễệ"), "eeeeeeeeeeee");
  EXPECT_EQ(Unaccented("iìíỉĩịyỳýỷỹỵ"), "iiiiiiyyyyyy");
  EXPECT_EQ(Unaccented("oòóỏõọôồốổỗộơờớởỡợ"), "oooooooooooooooooo");
  EXPECT_EQ(Unaccented("uùúủũụưừứửữự"), "uuuuuuuuuuuu");
  EXPECT_EQ(Unaccented("ĐđÀÁÂÃÊƠƯ"), "DdAAAAEOU");
}

TEST(Unaccented, TurnsTypographyIntoPlainSigns) {
  EXPECT_EQ(Unaccented("“Tận Cửa” – 8.000 ₫…"), "\"Tan Cua\" - 8.000 d...");
  EXPECT_EQ(Unaccented("từ\u00A0một\u00A0cửa, Y‘Moan"), "tu mot cua, Y'Moan");
}

TEST(Unaccented, KeepsWhatAnSmsCanCarryAndMarksTheRest) {
  EXPECT_EQ(Unaccented("{[a]}^~|\\ 5 € £\n@_$"), "{[a]}^~|\\ 5 € £\n@_$");
  EXPECT_EQ(Unaccented("xong 👍"), "xong ?");
  EXPECT_EQ(Unaccented("a\xFF"), "a?");
}

}  // namespace
}  // namespace tancua::text

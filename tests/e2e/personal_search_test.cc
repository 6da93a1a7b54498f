// A search that finds nothing proves nothing unless it can find.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "tests/support/personal.h"

namespace tancua::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

const PersonalSearch& Search() {
  static const PersonalSearch search(
      {{.number = "079144658513", .phone = "0906470910", .name = "Đỗ Ngọc Lan"}});
  return search;
}

TEST(PersonalSearch, FindsEveryFormOfANumberAPhoneAndAName) {
  for (const char* text : {"079144658513", "079 144 658 513", "0906470910", "84906470910",
                           "+84906470910", "0906 470 910", "+84 906 470 910", "0906.470.910",
                           "Đỗ Ngọc Lan", "Do Ngoc Lan", "DO NGOC LAN", "do ngoc lan",
                           "\\u0110\\u1ed7 Ng\\u1ecdc Lan", "Đo\u0302\u0303 Ngo\u0323c Lan"}) {
    EXPECT_THAT(Search().Find(absl::StrCat("a", text, "b")), Not(IsEmpty())) << text;
  }
}

TEST(PersonalSearch, FindsThemEncodedWhereverTheyBegin) {
  for (const std::string text : {"079144658513", "906470910", "Đỗ Ngọc Lan"}) {
    for (const std::string before : {"", "x", "xy", "xyz"}) {
      const std::string bytes = absl::StrCat(before, text, "tail");
      EXPECT_THAT(Search().Find(absl::BytesToHexString(bytes)), Not(IsEmpty())) << bytes;
      EXPECT_THAT(Search().Find(absl::Base64Escape(bytes)), Not(IsEmpty())) << bytes;
      EXPECT_THAT(Search().Find(absl::WebSafeBase64Escape(bytes)), Not(IsEmpty())) << bytes;
    }
  }
}

TEST(PersonalSearch, FindsNothingElse) {
  EXPECT_THAT(Search().Find("079144658514 0906470911 Đỗ Ngọc Liên H29.27442-261122-0001"),
              IsEmpty());
  EXPECT_THAT(Search().Find(""), IsEmpty());
}

TEST(PersonalSearch, KnowsEverybodyOfTheDemonstration) {
  const PersonalSearch search(SimulatedPersons());
  EXPECT_GT(search.size(), 1000u);
  std::ifstream in(TANCUA_SOURCE_DIR "/services/simulator/data/persons.yaml");
  const std::string yaml{std::istreambuf_iterator<char>(in), {}};
  EXPECT_GE(search.Find(yaml).size(), 3u * 40);
  EXPECT_THAT(search.Find("Đỗ Thị Anh"), ElementsAre(HasSubstr("Đỗ Thị Anh")));
}

}  // namespace
}  // namespace tancua::testing

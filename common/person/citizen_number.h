#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"

namespace tancua::person {

// Personal identification number (số định danh cá nhân), 12 digits: three of the province of birth
// registration, one of century and sex, two of the birth year, six of chance. No check digit.
struct CitizenNumber {
  std::string digits;
  std::string province;  // "079"
  bool province_known = false;
  bool female = false;
  int birth_year = 0;
};

// INVALID_ARGUMENT, with a Vietnamese sentence, for anything but 12 digits; also for the old
// identity card's 9. An unknown province is no error: people born abroad carry other prefixes.
[[nodiscard]] absl::StatusOr<CitizenNumber> ParseCitizenNumber(std::string_view text);
// What disagrees: "birth_year_mismatch", "sex_mismatch", "province_unknown"; warnings only, since
// sex may be changed by law. `birth_date` is "YYYY-MM-DD" or ""; `sex` "male", "female" or "".
[[nodiscard]] std::vector<std::string> CrossCheck(const CitizenNumber& number,
                                                  std::string_view birth_date,
                                                  std::string_view sex);
// "079204001234" → "079*****1234".
[[nodiscard]] std::string MaskCitizenNumber(std::string_view digits);

// A person's name: NFC, 1 to 100 code points of letters, blank, apostrophe, hyphen, dot;
// blanks collapsed. INVALID_ARGUMENT, with a Vietnamese sentence, otherwise. A single word is a
// name.
[[nodiscard]] absl::StatusOr<std::string> ParsePersonName(std::string_view text);

}  // namespace tancua::person

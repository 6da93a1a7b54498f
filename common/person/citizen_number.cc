#include "common/person/citizen_number.h"

#include <algorithm>

#include "common/person/province_prefixes.h"

namespace tancua::person {
namespace {

constexpr std::size_t kDigits = 12;
constexpr std::size_t kOldCardDigits = 9;
constexpr std::size_t kProvinceDigits = 3;

bool AllDigits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

absl::Status NoCitizenNumber(std::string_view text) {
  if (text.size() == kOldCardDigits && AllDigits(text)) {
    return absl::InvalidArgumentError(
        "Chứng minh nhân dân 9 số không còn giá trị; vui lòng nhập số định danh cá nhân 12 số.");
  }
  return absl::InvalidArgumentError("Số định danh cá nhân phải gồm đúng 12 chữ số.");
}

// The fourth digit: even for men, odd for women, one pair per century from the twentieth on.
int BirthYear(char century_and_sex, char tens, char ones) {
  const int century = (century_and_sex - '0') / 2;
  return 1900 + century * 100 + (tens - '0') * 10 + (ones - '0');
}

}  // namespace

absl::StatusOr<CitizenNumber> ParseCitizenNumber(std::string_view text) {
  if (text.size() != kDigits || !AllDigits(text)) return NoCitizenNumber(text);
  CitizenNumber number;
  number.digits = std::string(text);
  number.province = std::string(text.substr(0, kProvinceDigits));
  number.province_known = IsProvincePrefix(number.province);
  number.female = (text[3] - '0') % 2 == 1;
  number.birth_year = BirthYear(text[3], text[4], text[5]);
  return number;
}

std::vector<std::string> CrossCheck(const CitizenNumber& number, std::string_view birth_date,
                                    std::string_view sex) {
  constexpr std::size_t kYearDigits = 4;
  std::vector<std::string> warnings;
  if (!number.province_known) warnings.emplace_back("province_unknown");
  if (!birth_date.empty() &&
      birth_date.substr(0, kYearDigits) != std::to_string(number.birth_year)) {
    warnings.emplace_back("birth_year_mismatch");
  }
  if (!sex.empty() && sex != (number.female ? "female" : "male")) {
    warnings.emplace_back("sex_mismatch");
  }
  return warnings;
}

std::string MaskCitizenNumber(std::string_view digits) {
  constexpr std::size_t kShownAtEnd = 4;
  if (digits.size() != kDigits) return std::string(digits.size(), '*');
  std::string masked(digits);
  std::fill(masked.begin() + kProvinceDigits, masked.end() - kShownAtEnd, '*');
  return masked;
}

}  // namespace tancua::person

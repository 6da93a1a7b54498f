#include "services/dossier/domain/code.h"

#include <algorithm>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_split.h"
#include "common/status/macros.h"
#include "common/status/view.h"

namespace tancua::dossier::domain {
namespace {

constexpr std::size_t kMaxAgencyLength = 35;     // Decision 20/2020/QĐ-TTg art. 4
constexpr std::size_t kProcedureCodeLength = 8;  // "1.014027"

bool IsUpperOrDigit(char c) { return absl::ascii_isdigit(c) || absl::ascii_isupper(c); }

bool AllDigits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return absl::ascii_isdigit(c); });
}

// "H29": a ministry or province.
bool IsTopLevel(std::string_view group) {
  return group.size() == 3 && group[0] >= 'A' && group[0] <= 'Y' && AllDigits(group.substr(1));
}

bool IsGroup(std::string_view group, std::size_t most) {
  return !group.empty() && group.size() <= most &&
         std::all_of(group.begin(), group.end(), IsUpperOrDigit);
}

// Highest level first, up to seven levels: "H15.50.05.13".
bool IsAgencyOfToday(const std::vector<std::string>& groups) {
  return groups.size() <= 7 && IsTopLevel(groups.front()) &&
         std::all_of(groups.begin() + 1, groups.end(),
                     [](const std::string& g) { return IsGroup(g, kMaxAgencyLength); });
}

// Highest level last, two to five levels: "000.00.01.H29".
bool IsAgencyBefore2020(const std::vector<std::string>& groups) {
  return groups.size() >= 2 && groups.size() <= 5 && IsTopLevel(groups.back()) &&
         std::all_of(groups.begin(), groups.end() - 1,
                     [](const std::string& g) { return g.size() >= 2 && IsGroup(g, 3); });
}

bool IsAgency(std::string_view agency) {
  if (agency.empty() || agency.size() > kMaxAgencyLength) return false;
  const std::vector<std::string> groups = absl::StrSplit(View(agency), '.');
  return IsAgencyOfToday(groups) || IsAgencyBefore2020(groups);
}

absl::StatusOr<absl::CivilDay> ParseCodeDay(std::string_view digits) {
  if (digits.size() != 6 || !AllDigits(digits)) {
    return absl::InvalidArgumentError("the day is not six digits");
  }
  const auto number = [&](std::size_t at) {
    return (digits[at] - '0') * 10 + (digits[at + 1] - '0');
  };
  const absl::CivilDay day(2000 + number(0), number(2), number(4));
  // CivilDay normalises 30 February to 2 March; a day that exists stays as it was written.
  if (CodeDay(day) != digits) return absl::InvalidArgumentError("the day does not exist");
  return day;
}

}  // namespace

std::string CodeDay(absl::CivilDay day) {
  return absl::StrFormat("%02d%02d%02d", day.year() % 100, day.month(), day.day());
}

std::string DossierCode::Text() const {
  return absl::StrFormat("%s-%s-%04d", agency, CodeDay(day), sequence);
}

absl::StatusOr<DossierCode> ParseCode(std::string_view text) {
  const std::vector<std::string> parts = absl::StrSplit(View(text), '-');
  if (parts.size() != 3) return absl::InvalidArgumentError("not agency-day-number");
  if (!IsAgency(parts[0])) return absl::InvalidArgumentError("no agency code");
  DossierCode code{.agency = parts[0]};
  ASSIGN_OR_RETURN(code.day, ParseCodeDay(parts[1]));
  const std::string& digits = parts[2];
  if (digits.size() < 4 || digits.size() > 7 || !AllDigits(digits) ||
      !absl::SimpleAtoi(digits, &code.sequence) || code.sequence < 1) {
    return absl::InvalidArgumentError("no running number");
  }
  return code;
}

bool IsProcedureCode(std::string_view text) {
  return text.size() == kProcedureCodeLength && text[1] == '.' && AllDigits(text.substr(0, 1)) &&
         AllDigits(text.substr(2));
}

std::string_view WithoutProvince(std::string_view procedure_code) {
  if (procedure_code.size() > kProcedureCodeLength && procedure_code[kProcedureCodeLength] == '.') {
    return procedure_code.substr(0, kProcedureCodeLength);
  }
  return procedure_code;
}

}  // namespace tancua::dossier::domain

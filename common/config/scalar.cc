#include "common/config/scalar.h"

#include <cmath>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "common/status/view.h"

namespace tancua::config {
namespace {

constexpr int kHoursPerDay = 24;
// Longer than any term, far below what absl::Duration holds.
constexpr int kMaxDays = 366 * 200;

}  // namespace

bool ParseScalar(std::string_view text, bool& out) {
  // Only these two: "yes", "on" and "1" are left to mean something else.
  if (text != "true" && text != "false") return false;
  out = text == "true";
  return true;
}

bool ParseScalar(std::string_view text, int& out) {
  int value = 0;
  if (!absl::SimpleAtoi(View(text), &value)) return false;
  out = value;
  return true;
}

bool ParseScalar(std::string_view text, std::int64_t& out) {
  std::int64_t value = 0;
  if (!absl::SimpleAtoi(View(text), &value)) return false;
  out = value;
  return true;
}

bool ParseScalar(std::string_view text, double& out) {
  double value = 0;
  if (!absl::SimpleAtod(View(text), &value) || !std::isfinite(value)) return false;
  out = value;
  return true;
}

bool ParseScalar(std::string_view text, std::string& out) {
  out = std::string(text);
  return true;
}

bool ParseScalar(std::string_view text, absl::Duration& out) {
  if (text.ends_with('d')) {
    text.remove_suffix(1);
    int days = 0;
    if (!absl::SimpleAtoi(View(text), &days) || days < 0 || days > kMaxDays) return false;
    out = absl::Hours(kHoursPerDay) * days;
    return true;
  }
  absl::Duration value;
  if (!absl::ParseDuration(View(text), &value)) return false;
  if (value < absl::ZeroDuration() || value > absl::Hours(kHoursPerDay) * kMaxDays) return false;
  out = value;
  return true;
}

bool ParseScalar(std::string_view text, std::vector<std::string>& out) {
  std::vector<std::string> elements;
  if (!absl::StripAsciiWhitespace(View(text)).empty()) {
    for (absl::string_view element : absl::StrSplit(View(text), ',')) {
      elements.emplace_back(absl::StripAsciiWhitespace(element));
    }
  }
  out = std::move(elements);
  return true;
}

std::string FormatScalar(bool value) { return value ? "true" : "false"; }
std::string FormatScalar(std::int64_t value) { return absl::StrCat(value); }
std::string FormatScalar(double value) { return absl::StrCat(value); }
std::string FormatScalar(const std::string& value) { return value; }

std::string FormatScalar(absl::Duration value) {
  const absl::Duration day = absl::Hours(kHoursPerDay);
  if (value >= 2 * day && value % day == absl::ZeroDuration()) {
    return absl::StrCat(value / day, "d");
  }
  return absl::FormatDuration(value);
}

std::string FormatScalar(const std::vector<std::string>& value) {
  return absl::StrJoin(value, ", ");
}

}  // namespace tancua::config

#include "common/person/phone.h"

#include <algorithm>

namespace tancua::person {
namespace {

constexpr std::string_view kCountryCode = "84";
constexpr std::size_t kMobileDigits = 10;    // 0903123456
constexpr std::size_t kLandlineDigits = 11;  // 02838123456, since 2017 everywhere

absl::Status NoPhone() {
  return absl::InvalidArgumentError("Số điện thoại không đúng định dạng của Việt Nam.");
}

bool IsPunctuation(char c) { return c == ' ' || c == '.' || c == '-' || c == '(' || c == ')'; }

// Digits and a leading '+' only; "" when anything else is there.
std::string WithoutPunctuation(std::string_view text) {
  std::string plain;
  for (const char c : text) {
    if (IsPunctuation(c)) continue;
    const bool leading_plus = c == '+' && plain.empty();
    if (!leading_plus && (c < '0' || c > '9')) return "";
    plain.push_back(c);
  }
  return plain;
}

// The number without country code and leading zero: "903123456"; "" when it is another country's.
std::string_view Subscriber(std::string_view plain) {
  bool international = false;
  if (plain.starts_with('+') || plain.starts_with("00")) {
    plain.remove_prefix(plain.starts_with('+') ? 1 : 2);
    if (!plain.starts_with(kCountryCode)) return {};
    international = true;
  } else if (plain.starts_with(kCountryCode)) {
    international = true;
  }
  if (international) {
    plain.remove_prefix(kCountryCode.size());
    if (plain.starts_with('0')) plain.remove_prefix(1);  // "+84 (0)903…"
    return plain;
  }
  return plain.starts_with('0') ? plain.substr(1) : std::string_view{};
}

bool IsMobile(std::string_view subscriber) {
  constexpr std::string_view kFirstDigits = "35789";
  return subscriber.size() + 1 == kMobileDigits &&
         kFirstDigits.find(subscriber.front()) != std::string_view::npos;
}

bool IsLandline(std::string_view subscriber) {
  return subscriber.size() + 1 == kLandlineDigits && subscriber.front() == '2';
}

}  // namespace

absl::StatusOr<Phone> ParsePhone(std::string_view text) {
  const std::string plain = WithoutPunctuation(text);
  const std::string_view subscriber = Subscriber(plain);
  if (subscriber.empty()) return NoPhone();
  const bool mobile = IsMobile(subscriber);
  if (!mobile && !IsLandline(subscriber)) return NoPhone();
  Phone phone{.e164 = "+", .mobile = mobile};
  phone.e164.append(kCountryCode).append(subscriber);
  return phone;
}

std::string MaskPhone(std::string_view e164) {
  constexpr std::string_view kPrefix = "+84";
  constexpr std::size_t kShown = 3;  // at each end
  const bool ours = e164.starts_with(kPrefix);
  std::string masked = ours ? "0" + std::string(e164.substr(kPrefix.size())) : std::string(e164);
  const std::size_t shown = ours && masked.size() > 2 * kShown ? kShown : 0;
  std::fill(masked.begin() + shown, masked.end() - shown, '*');
  return masked;
}

}  // namespace tancua::person

#include "services/identity/domain/assisted_verification.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "common/calendar/calendar.h"
#include "common/crypto/digest.h"
#include "common/id/ids.h"
#include "common/person/citizen_number.h"
#include "common/person/phone.h"
#include "common/status/macros.h"
#include "services/identity/domain/assistance_errors.h"

namespace tancua::identity::domain {
namespace {

constexpr std::uint64_t kCodes = 1'000'000;
constexpr std::size_t kSha256Digits = 64;

absl::Status PersonInvalid(const char* member, std::string text_vi) {
  return status::Error(kPersonInvalid,
                       {.field = absl::StrCat("person.", member), .text_vi = std::move(text_vi)});
}

absl::StatusOr<std::string> ReadMobile(const std::string& text, bool needed) {
  if (text.empty() && !needed) return std::string();
  auto phone = person::ParsePhone(text);
  if (!phone.ok()) return PersonInvalid("phone", std::string(phone.status().message()));
  if (!phone->mobile)
    return PersonInvalid("phone", "Cần số điện thoại di động nhận được tin nhắn.");
  return std::move(phone->e164);
}

absl::Status CheckBorn(const std::string& birth_date, absl::CivilDay today) {
  const auto day = calendar::ParseDay(birth_date);
  if (!day.ok()) return PersonInvalid("birth_date", "Ngày sinh phải có dạng năm-tháng-ngày.");
  if (*day > today) return PersonInvalid("birth_date", "Ngày sinh không thể ở tương lai.");
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<Profile> ReadPaper(const PaperText& paper, bool needs_phone, absl::CivilDay today) {
  Profile profile;
  auto number = person::ParseCitizenNumber(paper.number);
  if (!number.ok()) {
    return PersonInvalid("citizen_number", std::string(number.status().message()));
  }
  profile.number = std::move(number->digits);
  auto name = person::ParsePersonName(paper.name);
  if (!name.ok()) return PersonInvalid("display_name", std::string(name.status().message()));
  profile.name = *std::move(name);
  RETURN_IF_ERROR(CheckBorn(paper.birth_date, today));
  profile.birth_date = paper.birth_date;
  profile.sex = paper.sex;
  ASSIGN_OR_RETURN(profile.phone, ReadMobile(paper.phone, needs_phone));
  return profile;
}

std::vector<std::string> PaperWarnings(const Profile& paper, const std::optional<Citizen>& known) {
  std::vector<std::string> warnings = Warnings(paper);
  const bool stated =
      known && known->verified_at > absl::UnixEpoch() && !known->profile.phone.empty();
  if (stated && !paper.phone.empty() && paper.phone != known->profile.phone) {
    warnings.emplace_back("phone_mismatch");
  }
  return warnings;
}

absl::Status CheckConfirmable(const AssistedVerification& verification, absl::Time now) {
  if (verification.confirmed || now >= verification.expires_at) {
    return status::Error(kAssistedVerificationEnded);
  }
  return absl::OkStatus();
}

absl::Status CheckSignedPaper(std::string_view attachment, std::string_view sha256) {
  constexpr std::string_view kPrefix = "attachments/";
  if (!attachment.starts_with(kPrefix) || !IsUuid(attachment.substr(kPrefix.size()))) {
    return status::Error(status::kInvalidField, {.field = "signed_paper.attachment"});
  }
  if (sha256.size() != kSha256Digits ||
      !std::all_of(sha256.begin(), sha256.end(), [](char c) { return absl::ascii_isxdigit(c); })) {
    return status::Error(status::kInvalidField, {.field = "signed_paper.sha256"});
  }
  return absl::OkStatus();
}

std::string SixDigits(std::string_view random_token) {
  const std::string digest = crypto::Sha256(random_token);
  std::uint64_t number = 0;
  for (std::size_t i = 0; i < sizeof(number); ++i) {
    number = number << 8 | static_cast<unsigned char>(digest[i]);
  }
  return absl::StrFormat("%06d", number % kCodes);
}

}  // namespace tancua::identity::domain

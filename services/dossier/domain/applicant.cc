#include "services/dossier/domain/applicant.h"

#include <string_view>
#include <utility>

#include "common/calendar/calendar.h"
#include "common/person/citizen_number.h"
#include "common/person/phone.h"
#include "common/status/error.h"
#include "common/status/macros.h"
#include "services/dossier/domain/errors.h"

namespace tancua::dossier::domain {
namespace {

absl::Status Invalid(std::string_view member, std::string text_vi) {
  return status::Error(kApplicantInvalid, {.field = "applicant." + std::string(member),
                                           .text_vi = std::move(text_vi)});
}

absl::StatusOr<std::string> CheckPhone(const std::string& text) {
  if (text.empty()) return std::string();
  auto phone = person::ParsePhone(text);
  if (!phone.ok()) return Invalid("phone", std::string(phone.status().message()));
  return std::move(phone->e164);
}

absl::StatusOr<std::string> CheckBirthDate(const std::string& text, absl::CivilDay today) {
  if (text.empty()) return std::string();
  const auto day = calendar::ParseDay(text);
  if (!day.ok()) return Invalid("birth_date", "Ngày sinh phải có dạng năm-tháng-ngày.");
  if (*day > today) return Invalid("birth_date", "Ngày sinh không thể ở tương lai.");
  return text;
}

}  // namespace

absl::StatusOr<Applicant> CheckDescribedApplicant(const Applicant& described,
                                                  absl::CivilDay today) {
  if (!described.citizen.empty()) {
    return Invalid("citizen", "Chỉ hệ thống định danh mới gắn được tài khoản công dân.");
  }
  Applicant checked;
  auto name = person::ParsePersonName(described.display_name);
  if (!name.ok()) return Invalid("display_name", std::string(name.status().message()));
  checked.display_name = *std::move(name);
  auto number = person::ParseCitizenNumber(described.citizen_number);
  if (!number.ok()) return Invalid("citizen_number", std::string(number.status().message()));
  checked.citizen_number = std::move(number->digits);
  ASSIGN_OR_RETURN(checked.phone, CheckPhone(described.phone));
  ASSIGN_OR_RETURN(checked.birth_date, CheckBirthDate(described.birth_date, today));
  return checked;
}

absl::StatusOr<Applicant> CheckOwnApplicant(Applicant verified, const Applicant& stated) {
  constexpr char kKnown[] = "Thông tin này lấy từ tài khoản định danh, không khai lại.";
  if (!stated.citizen.empty()) return Invalid("citizen", kKnown);
  if (!stated.display_name.empty()) return Invalid("display_name", kKnown);
  if (!stated.citizen_number.empty()) return Invalid("citizen_number", kKnown);
  if (!stated.birth_date.empty()) return Invalid("birth_date", kKnown);
  if (!stated.phone.empty()) {
    ASSIGN_OR_RETURN(verified.phone, CheckPhone(stated.phone));
  }
  return verified;
}

}  // namespace tancua::dossier::domain

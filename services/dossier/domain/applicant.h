#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"

namespace tancua::dossier::domain {

// The person a dossier is about.
struct Applicant {
  std::string citizen;         // "citizens/{uuid}" when an identity provider verified them
  std::string display_name;    // NFC
  std::string citizen_number;  // 12 digits
  std::string phone;           // E.164; may be empty
  std::string birth_date;      // "YYYY-MM-DD"; may be empty
};

// The applicant whom a clerk describes: name and number are required, phone and birth date may be
// empty, `citizen` must be. Everything comes back normalised. APPLICANT_INVALID names the field.
[[nodiscard]] absl::StatusOr<Applicant> CheckDescribedApplicant(const Applicant& described,
                                                                absl::CivilDay today);

// The verified citizen who files for themself. Of what they `stated` only a phone may be set; it
// takes the place of the verified one. APPLICANT_INVALID otherwise.
[[nodiscard]] absl::StatusOr<Applicant> CheckOwnApplicant(Applicant verified,
                                                          const Applicant& stated);

}  // namespace tancua::dossier::domain

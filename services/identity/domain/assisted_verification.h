#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/identity/domain/citizen.h"

// Proof of identity with an assistant, who looks at the paper.
namespace tancua::identity::domain {

inline constexpr absl::Duration kAssistedVerificationLife = absl::Minutes(30);

// What an assistant saw of a person, and how the person confirmed it. Papers and ways are the
// names of the API's enumerators.
struct AssistedVerification {
  std::string id;
  bool confirmed = false;
  std::string ward;       // five digits
  std::string assistant;  // "officers/{uuid}"
  std::string paper_seen;
  std::string place;
  std::string device_id;
  std::string confirmation;  // kByCode or kBySignedPaper
  std::vector<std::string> warnings;
  Profile person;          // as the paper says; empty once confirmed
  std::string code_index;  // of the present code
  std::optional<absl::Time> code_issued_at;
  std::optional<absl::Time> code_expires_at;
  std::string signed_paper;  // "attachments/{uuid}"
  std::string signed_paper_sha256;
  std::string citizen;  // "citizens/{uuid}", once confirmed
  absl::Time created_at;
  absl::Time expires_at;
  std::optional<absl::Time> confirmed_at;
};

inline constexpr std::string_view kByCode = "ONE_TIME_CODE";
inline constexpr std::string_view kBySignedPaper = "SIGNED_PAPER";

// What an assistant read, as typed or as the chip said it.
struct PaperText {
  std::string number;
  std::string name;
  std::string birth_date;  // "YYYY-MM-DD"
  Sex sex = Sex::kUnknown;
  std::string phone;
};

// PERSON_INVALID names the member that is missing or malformed. The phone may be empty unless a
// code has to reach it.
[[nodiscard]] absl::StatusOr<Profile> ReadPaper(const PaperText& paper, bool needs_phone,
                                                absl::CivilDay today);

// What does not agree within the paper, and "phone_mismatch" when a provider states another phone
// of the `known` citizen (absent: not known): a code then reaches a phone that somebody typed.
[[nodiscard]] std::vector<std::string> PaperWarnings(const Profile& paper,
                                                     const std::optional<Citizen>& known);

// ASSISTED_VERIFICATION_ENDED unless it still waits for the citizen.
[[nodiscard]] absl::Status CheckConfirmable(const AssistedVerification& verification,
                                            absl::Time now);

// INVALID_FIELD unless `attachment` is "attachments/{uuid}" and `sha256` 64 hexadecimal digits.
[[nodiscard]] absl::Status CheckSignedPaper(std::string_view attachment, std::string_view sha256);

// Six digits made of a random token. Each is as likely as any other, to one in ten million million.
[[nodiscard]] std::string SixDigits(std::string_view random_token);

}  // namespace tancua::identity::domain

#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"

namespace tancua::dossier::domain {

// A dossier's code: {agency code}-{yymmdd}-{running number of that day at that agency}.
struct DossierCode {
  std::string agency;  // "H29.17", or the order before Decision 20/2020: "000.00.01.H29"
  absl::CivilDay day;  // of receipt
  std::int64_t sequence = 0;

  // "H29.17-250926-0001"; five digits and more from 10000 on.
  [[nodiscard]] std::string Text() const;
};

// INVALID_ARGUMENT for anything that is no such code: a wrong agency, a day that does not exist,
// number 0, fewer than four or more than seven digits. Letters must be upper-case.
[[nodiscard]] absl::StatusOr<DossierCode> ParseCode(std::string_view text);

// The day's part of a code: "250926".
[[nodiscard]] std::string CodeDay(absl::CivilDay day);

// True for a procedure's code: "1.014027".
[[nodiscard]] bool IsProcedureCode(std::string_view text);

// A procedure's code without the suffix of a province: "1.014027.H42" → "1.014027".
[[nodiscard]] std::string_view WithoutProvince(std::string_view procedure_code);

}  // namespace tancua::dossier::domain

#pragma once

#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/time/time.h"

namespace tancua::identity::domain {

// How surely, and when, a person proved who they are.
struct Assurance {
  int level = 0;  // of VNeID: 1 or 2; 0 when the provider does not say
  absl::Time verified_at = absl::InfinitePast();  // the past when the provider does not say
};

// What one verification must reach.
struct AssuranceDemand {
  int min_level = 0;
  std::optional<absl::Duration> max_age;  // since the person proved who they are
};

// Clocks may differ by so much.
inline constexpr absl::Duration kClockSkew = absl::Seconds(60);

// "1" and "2"; anything else is 0, no level.
[[nodiscard]] int ReadLevel(const std::string& text);

// IDENTITY_LEVEL_TOO_LOW or VERIFICATION_TOO_OLD, or IDENTITY_REFUSED for a proof of the future,
// which would stay recent for as long as somebody likes. A provider that does not say when, when it
// was asked, did not do what it was asked.
[[nodiscard]] absl::Status CheckAssurance(const Assurance& assurance, const AssuranceDemand& demand,
                                          absl::Time now);

}  // namespace tancua::identity::domain

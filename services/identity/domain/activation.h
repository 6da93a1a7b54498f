#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/time/time.h"

// Credits for levels of VNeID that citizens reached.
namespace tancua::identity::domain {

struct Activation {
  std::string id;
  int level = 0;
  std::int64_t revision = 1;
  std::string ward;       // five digits; empty while it is not known
  std::string quarter;    // code of the khu phố; empty when not known
  bool recorded = false;  // by an officer; else the system saw it by itself
  std::string campaign;
  std::string team;
  std::string officer;  // "officers/{uuid}"
  absl::Time activated_at;
};

// How old a citizen's confirmation may be.
inline constexpr absl::Duration kEvidenceLife = absl::Hours(24);

// INVALID_FIELD in `field` unless `code` is 1 to 40 lower-case letters, digits, dots and hyphens;
// an empty one passes when it is `optional`.
[[nodiscard]] absl::Status CheckCampaignCode(std::string_view code, bool optional,
                                             const char* field);

}  // namespace tancua::identity::domain

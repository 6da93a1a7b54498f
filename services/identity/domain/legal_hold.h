#pragma once

#include <optional>
#include <string>

#include "absl/time/time.h"

namespace tancua::identity::domain {

// What must not be erased, by request or by retention.
struct LegalHold {
  std::string id;
  std::string subject;  // "citizens/{uuid}" or "dossiers/{code}"
  std::string ward;     // "wards/{code}"; empty: the city
  std::string officer;
  std::string reason;
  absl::Time place_time;
  std::optional<absl::Time> release_time;
};

}  // namespace tancua::identity::domain

#pragma once

#include <optional>
#include <string>

#include "absl/time/time.h"

namespace tancua::identity::domain {

// One consent of one person to one text.
struct Consent {
  std::string id;
  std::string citizen;  // uuid
  std::string purpose;
  std::string text_version;
  std::string text_sha256;
  std::string channel;  // "ONLINE", "COUNTER", "NEIGHBOURHOOD_POINT"
  std::string actor;    // "citizens/{uuid}" or "officers/{uuid}"
  std::string evidence;
  absl::Time grant_time;
  std::optional<absl::Time> withdraw_time;
};

// Who withdraws, and what proves it.
struct Withdrawal {
  std::string actor;
  std::string evidence;
  absl::Time time;
};

}  // namespace tancua::identity::domain

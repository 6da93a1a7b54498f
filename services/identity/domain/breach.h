#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/time/time.h"

namespace tancua::identity::domain {

// Law 91/2025/QH15, article 23: clock hours, whatever the calendar says.
inline constexpr absl::Duration kBreachNotice = absl::Hours(72);

// What is known of a breach: the fields of Mẫu 08, Decree 356/2025/NĐ-CP. Names no person.
struct BreachReport {
  std::string description;
  std::string data_concerned;
  std::int64_t persons_concerned = 0;
  std::string consequences;
  std::string measures;
  std::string contact;
};

struct Breach {
  std::string id;
  std::string ward;     // "wards/{code}"; empty: the city
  std::string officer;  // who opened the record
  absl::Time discover_time;
  absl::Time notify_due_time;
  std::optional<absl::Time> notify_time;
  std::string notice_reference;
  BreachReport report;
};

// The notice to the authority, to be copied into the form; in Vietnamese.
[[nodiscard]] std::string NoticeText(const Breach& breach);

}  // namespace tancua::identity::domain

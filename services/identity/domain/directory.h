#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

// Units and positions of a ward.
namespace tancua::identity::domain {

struct Unit {
  std::string ward;  // five digits
  std::string id;
  std::string title;
  std::int64_t revision = 1;  // the etag
};

struct Position {
  std::string ward;  // five digits
  std::string id;
  std::string unit;  // id of a unit of the same ward
  std::string title;
  std::vector<std::string> roles;
  std::string holder;         // id of an officer; empty while it is vacant
  std::int64_t revision = 1;  // the etag
};

// "wards/{code}/positions/{id}".
[[nodiscard]] std::string PositionName(std::string_view ward, std::string_view id);

// INVALID_FIELD in `field` unless `id` is 2 to 40 lower-case letters, digits and hyphens,
// beginning with a letter.
[[nodiscard]] absl::Status CheckDirectoryId(std::string_view id, const char* field);

// `title` in NFC without blanks around it; INVALID_FIELD in `field` unless it has 1 to 200 code
// points.
[[nodiscard]] absl::StatusOr<std::string> CheckTitle(std::string_view title, const char* field);

// INVALID_FIELD in `field` when one of `roles` is not for an officer of `ward`.
[[nodiscard]] absl::Status CheckRoles(std::string_view ward, const std::vector<std::string>& roles,
                                      const char* field);

}  // namespace tancua::identity::domain

#pragma once

#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "services/identity/domain/citizen.h"
#include "services/identity/domain/directory.h"
#include "tancua/identity/v1/directory_service.pb.h"

// Between the directory's messages and the domain.
namespace tancua::identity::wire {

// The five digits of "wards/{code}"; WARD_INVALID in `field` for anything else.
[[nodiscard]] absl::StatusOr<std::string> ParseWardName(std::string_view name, const char* field);
// The id of "officers/{uuid}"; OFFICER_NOT_FOUND in `field` for anything else.
[[nodiscard]] absl::StatusOr<std::string> ParseOfficerName(std::string_view name,
                                                           const char* field);

// Of a unit or position.
struct DirectoryKey {
  std::string ward;  // five digits
  std::string id;
};
// UNIT_NOT_FOUND in `field` unless it is "wards/{code}/units/{id}".
[[nodiscard]] absl::StatusOr<DirectoryKey> ParseUnitKey(std::string_view name, const char* field);
// POSITION_NOT_FOUND in `field` unless it is "wards/{code}/positions/{id}".
[[nodiscard]] absl::StatusOr<DirectoryKey> ParsePositionName(std::string_view name,
                                                             const char* field);
// The id of "wards/{ward}/units/{id}"; UNIT_NOT_FOUND in `field` for anything else.
[[nodiscard]] absl::StatusOr<std::string> ParseUnitName(std::string_view name,
                                                        std::string_view ward, const char* field);

[[nodiscard]] v1::Unit ToUnit(const domain::Unit& unit);
[[nodiscard]] v1::Position ToPosition(const domain::Position& position);
// With all that only the directory shows.
[[nodiscard]] v1::Officer ToDirectoryOfficer(const domain::Officer& officer);

}  // namespace tancua::identity::wire

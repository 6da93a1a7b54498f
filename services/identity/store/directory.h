#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/sql/session.h"
#include "services/identity/domain/directory.h"

// The tables units and positions.
namespace tancua::identity::store {

// DIRECTORY_NAME_TAKEN when the ward has one of this id.
[[nodiscard]] absl::Status InsertUnit(sql::Session& tx, const domain::Unit& unit);
// UNIT_NOT_FOUND when there is none.
[[nodiscard]] absl::StatusOr<domain::Unit> LoadUnit(sql::Session& session, std::string_view ward,
                                                    std::string_view id);
// That the position's unit is there, and stays until the transaction ends: UNIT_NOT_FOUND when it
// is not.
[[nodiscard]] absl::Status HoldUnitOf(sql::Session& tx, const domain::Position& position);
// Stores what stands under the revision before this one; DIRECTORY_ETAG_MISMATCH when another
// change came between.
[[nodiscard]] absl::Status UpdateUnit(sql::Session& tx, const domain::Unit& unit);
// UNIT_NOT_EMPTY when it has positions.
[[nodiscard]] absl::Status DeleteUnit(sql::Session& tx, const domain::Unit& unit);
// Of the ward, by id, those after `after`.
[[nodiscard]] absl::StatusOr<std::vector<domain::Unit>> ListUnits(sql::Session& session,
                                                                  std::string_view ward,
                                                                  std::string_view after,
                                                                  int limit);

// DIRECTORY_NAME_TAKEN when the ward has one of this id.
[[nodiscard]] absl::Status InsertPosition(sql::Session& tx, const domain::Position& position);
// POSITION_NOT_FOUND when there is none.
[[nodiscard]] absl::StatusOr<domain::Position> LoadPosition(sql::Session& session,
                                                            std::string_view ward,
                                                            std::string_view id);
// Of the ward, by id, those after `after`.
[[nodiscard]] absl::StatusOr<std::vector<domain::Position>> ListPositions(sql::Session& session,
                                                                          std::string_view ward,
                                                                          std::string_view after,
                                                                          int limit);
// Stores title, unit and roles, as UpdateUnit does.
[[nodiscard]] absl::Status UpdatePosition(sql::Session& tx, const domain::Position& position);
// POSITION_HELD when somebody holds it.
[[nodiscard]] absl::Status DeletePosition(sql::Session& tx, const domain::Position& position);
// Gives the position to `officer`. POSITION_TAKEN when somebody else holds it: exactly one of
// several callers gets it.
[[nodiscard]] absl::Status TakePosition(sql::Session& tx, const domain::Position& position,
                                        std::string_view officer);
[[nodiscard]] absl::Status LeavePosition(sql::Session& tx, const domain::Position& position);
[[nodiscard]] absl::Status LeaveEveryPosition(sql::Session& tx, std::string_view officer);

}  // namespace tancua::identity::store

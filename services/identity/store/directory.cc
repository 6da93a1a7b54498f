#include "services/identity/store/directory.h"

#include <optional>
#include <utility>

#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "common/status/macros.h"
#include "services/identity/domain/errors.h"

namespace tancua::identity::store {
namespace {

constexpr char kInsertUnit[] =
    "INSERT INTO units (ward, id, title) VALUES (:ward, :id, :title) "
    "ON CONFLICT (ward, id) DO NOTHING";
constexpr char kSelectUnit[] =
    "SELECT ward, id, title, revision FROM units WHERE ward = :ward AND id = :id";
// Writes nothing new, but no other transaction can delete the row before this one ends.
constexpr char kHoldUnit[] = "UPDATE units SET title = title WHERE ward = :ward AND id = :id";
constexpr char kSelectUnits[] =
    "SELECT ward, id, title, revision FROM units "
    "WHERE ward = :ward AND id > :after ORDER BY id LIMIT :limit";
constexpr char kUpdateUnit[] =
    "UPDATE units SET title = :title, revision = :revision "
    "WHERE ward = :ward AND id = :id AND revision = :before";
constexpr char kDeleteUnit[] =
    "DELETE FROM units WHERE ward = :ward AND id = :id AND NOT EXISTS "
    "(SELECT 1 FROM positions WHERE positions.ward = units.ward AND positions.unit = units.id)";

constexpr char kInsertPosition[] =
    "INSERT INTO positions (ward, id, unit, title, roles, holder) "
    "VALUES (:ward, :id, :unit, :title, :roles, NULL) ON CONFLICT (ward, id) DO NOTHING";
constexpr char kSelectPosition[] =
    "SELECT ward, id, unit, title, roles, holder, revision FROM positions "
    "WHERE ward = :ward AND id = :id";
constexpr char kSelectPositions[] =
    "SELECT ward, id, unit, title, roles, holder, revision FROM positions "
    "WHERE ward = :ward AND id > :after ORDER BY id LIMIT :limit";
constexpr char kUpdatePosition[] =
    "UPDATE positions SET unit = :unit, title = :title, roles = :roles, revision = :revision "
    "WHERE ward = :ward AND id = :id AND revision = :before";
constexpr char kDeletePosition[] =
    "DELETE FROM positions WHERE ward = :ward AND id = :id AND holder IS NULL";
constexpr char kTakePosition[] =
    "UPDATE positions SET holder = :officer, revision = revision + 1 WHERE ward = :ward AND id = "
    ":id "
    "AND (holder IS NULL OR holder = :same_officer)";
constexpr char kLeavePosition[] =
    "UPDATE positions SET holder = NULL, revision = revision + 1 WHERE ward = :ward AND id = :id";
constexpr char kLeaveEveryPosition[] =
    "UPDATE positions SET holder = NULL, revision = revision + 1 WHERE holder = :officer";

domain::Unit ReadUnitRow(const sql::Row& row) {
  return {.ward = row.Text(0), .id = row.Text(1), .title = row.Text(2), .revision = row.Int(3)};
}

domain::Position ReadPositionRow(const sql::Row& row) {
  return {.ward = row.Text(0),
          .id = row.Text(1),
          .unit = row.Text(2),
          .title = row.Text(3),
          .roles = absl::StrSplit(row.Text(4), ' ', absl::SkipEmpty()),
          .holder = row.Text(5),
          .revision = row.Int(6)};
}

absl::Status InsertedOrTaken(const absl::StatusOr<std::int64_t>& rows, const char* field) {
  RETURN_IF_ERROR(rows.status());
  return *rows == 1 ? absl::OkStatus() : status::Error(kDirectoryNameTaken, {.field = field});
}

}  // namespace

absl::Status InsertUnit(sql::Session& tx, const domain::Unit& unit) {
  return InsertedOrTaken(tx.Execute(kInsertUnit, {unit.ward, unit.id, unit.title}), "unit_id");
}

absl::StatusOr<domain::Unit> LoadUnit(sql::Session& session, std::string_view ward,
                                      std::string_view id) {
  std::optional<domain::Unit> found;
  RETURN_IF_ERROR(session.Query(kSelectUnit, {ward, id},
                                [&](const sql::Row& row) { found = ReadUnitRow(row); }));
  if (!found) return status::Error(kUnitNotFound);
  return *std::move(found);
}

absl::Status HoldUnitOf(sql::Session& tx, const domain::Position& position) {
  ASSIGN_OR_RETURN(const std::int64_t rows, tx.Execute(kHoldUnit, {position.ward, position.unit}));
  return rows == 1 ? absl::OkStatus() : status::Error(kUnitNotFound, {.field = "position.unit"});
}

absl::Status UpdateUnit(sql::Session& tx, const domain::Unit& unit) {
  ASSIGN_OR_RETURN(
      const std::int64_t rows,
      tx.Execute(kUpdateUnit, {unit.title, unit.revision, unit.ward, unit.id, unit.revision - 1}));
  return rows == 1 ? absl::OkStatus() : status::Error(kDirectoryEtagMismatch);
}

absl::Status DeleteUnit(sql::Session& tx, const domain::Unit& unit) {
  ASSIGN_OR_RETURN(const std::int64_t rows, tx.Execute(kDeleteUnit, {unit.ward, unit.id}));
  return rows == 1 ? absl::OkStatus() : status::Error(kUnitNotEmpty);
}

absl::StatusOr<std::vector<domain::Unit>> ListUnits(sql::Session& session, std::string_view ward,
                                                    std::string_view after, int limit) {
  std::vector<domain::Unit> units;
  RETURN_IF_ERROR(session.Query(kSelectUnits, {ward, after, limit},
                                [&](const sql::Row& row) { units.push_back(ReadUnitRow(row)); }));
  return units;
}

absl::Status InsertPosition(sql::Session& tx, const domain::Position& position) {
  const std::string roles = absl::StrJoin(position.roles, " ");
  return InsertedOrTaken(tx.Execute(kInsertPosition, {position.ward, position.id, position.unit,
                                                      position.title, roles}),
                         "position_id");
}

absl::StatusOr<domain::Position> LoadPosition(sql::Session& session, std::string_view ward,
                                              std::string_view id) {
  std::optional<domain::Position> found;
  RETURN_IF_ERROR(session.Query(kSelectPosition, {ward, id},
                                [&](const sql::Row& row) { found = ReadPositionRow(row); }));
  if (!found) return status::Error(kPositionNotFound);
  return *std::move(found);
}

absl::StatusOr<std::vector<domain::Position>> ListPositions(sql::Session& session,
                                                            std::string_view ward,
                                                            std::string_view after, int limit) {
  std::vector<domain::Position> positions;
  RETURN_IF_ERROR(session.Query(kSelectPositions, {ward, after, limit}, [&](const sql::Row& row) {
    positions.push_back(ReadPositionRow(row));
  }));
  return positions;
}

absl::Status UpdatePosition(sql::Session& tx, const domain::Position& position) {
  const std::string roles = absl::StrJoin(position.roles, " ");
  ASSIGN_OR_RETURN(
      const std::int64_t rows,
      tx.Execute(kUpdatePosition, {position.unit, position.title, roles, position.revision,
                                   position.ward, position.id, position.revision - 1}));
  return rows == 1 ? absl::OkStatus() : status::Error(kDirectoryEtagMismatch);
}

absl::Status DeletePosition(sql::Session& tx, const domain::Position& position) {
  ASSIGN_OR_RETURN(const std::int64_t rows,
                   tx.Execute(kDeletePosition, {position.ward, position.id}));
  return rows == 1 ? absl::OkStatus() : status::Error(kPositionHeld);
}

absl::Status TakePosition(sql::Session& tx, const domain::Position& position,
                          std::string_view officer) {
  ASSIGN_OR_RETURN(const std::int64_t rows,
                   tx.Execute(kTakePosition, {officer, position.ward, position.id, officer}));
  return rows == 1 ? absl::OkStatus() : status::Error(kPositionTaken);
}

absl::Status LeavePosition(sql::Session& tx, const domain::Position& position) {
  return tx.Execute(kLeavePosition, {position.ward, position.id}).status();
}

absl::Status LeaveEveryPosition(sql::Session& tx, std::string_view officer) {
  return tx.Execute(kLeaveEveryPosition, {officer}).status();
}

}  // namespace tancua::identity::store

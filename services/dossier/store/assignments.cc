#include "services/dossier/store/assignments.h"

#include "common/status/macros.h"

namespace tancua::dossier::store {
namespace {

constexpr char kAddAssignment[] =
    "INSERT INTO assignments (dossier, revision, position, time, actor) "
    "VALUES (:dossier, :revision, :position, :time, :actor)";

constexpr char kLoadAssignments[] =
    "SELECT position, time, actor FROM assignments WHERE dossier = :dossier ORDER BY revision";

}  // namespace

absl::Status AddAssignment(sql::Session& tx, std::string_view dossier, std::int64_t revision,
                           const domain::Assignment& assignment) {
  return tx.Post(kAddAssignment,
                 {dossier, revision, assignment.position, assignment.time, assignment.actor});
}

absl::StatusOr<std::vector<domain::Assignment>> LoadAssignments(sql::Session& tx,
                                                                std::string_view dossier) {
  std::vector<domain::Assignment> assignments;
  RETURN_IF_ERROR(tx.Query(kLoadAssignments, {dossier}, [&](const sql::Row& row) {
    assignments.push_back({.position = row.Text(0), .time = row.Time(1), .actor = row.Text(2)});
  }));
  return assignments;
}

}  // namespace tancua::dossier::store

#include "services/dossier/store/retention.h"

#include "common/status/macros.h"

namespace tancua::dossier::store {
namespace {

#define TANCUA_NOT_HELD                                                  \
  "NOT EXISTS (SELECT 1 FROM legal_holds WHERE held = 1 AND (subject = " \
  "'dossiers/' || dossiers.code OR subject = dossiers.citizen))"

constexpr char kClosedBefore[] =
    "SELECT finish_time, code, procedure_code FROM dossiers WHERE finish_time < :before "
    "AND (finish_time, code) > (:time, :code) AND " TANCUA_NOT_HELD
    " ORDER BY finish_time, code LIMIT :limit";
constexpr char kDeleteDossier[] = "DELETE FROM dossiers WHERE code = :code AND " TANCUA_NOT_HELD;
constexpr char kDeleteTransitions[] = "DELETE FROM transitions WHERE dossier = :code";
constexpr char kDeletePapers[] = "DELETE FROM attachments WHERE dossier = :code";

#undef TANCUA_NOT_HELD

}  // namespace

absl::StatusOr<std::vector<ClosedDossier>> ClosedBefore(sql::Session& tx, absl::Time before,
                                                        const ClosedDossier& last, int limit) {
  std::vector<ClosedDossier> closed;
  RETURN_IF_ERROR(tx.Query(
      kClosedBefore, {before, last.finish_time, last.code, limit}, [&](const sql::Row& row) {
        closed.push_back(
            {.finish_time = row.Time(0), .code = row.Text(1), .procedure = row.Text(2)});
      }));
  return closed;
}

absl::StatusOr<bool> DeleteDossier(sql::Session& tx, const std::string& code) {
  ASSIGN_OR_RETURN(const std::int64_t deleted, tx.Execute(kDeleteDossier, {code}));
  if (deleted == 0) return false;
  RETURN_IF_ERROR(tx.Execute(kDeleteTransitions, {code}).status());
  RETURN_IF_ERROR(tx.Execute(kDeletePapers, {code}).status());
  return true;
}

}  // namespace tancua::dossier::store

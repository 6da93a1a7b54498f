#include "services/dossier/store/assistances.h"

#include "common/status/macros.h"

namespace tancua::dossier::store {
namespace {

constexpr char kAddAssistance[] =
    "INSERT INTO assistances (dossier, verification, assistant, paper_seen, place, confirmation) "
    "VALUES (:dossier, :verification, :assistant, :paper_seen, :place, :confirmation)";

constexpr char kLoadAssistance[] =
    "SELECT verification, assistant, paper_seen, place, confirmation FROM assistances "
    "WHERE dossier = :dossier";

}  // namespace

absl::Status AddAssistance(sql::Session& tx, std::string_view dossier,
                           const domain::Assistance& a) {
  return tx.Post(kAddAssistance,
                 {dossier, a.verification, a.assistant, a.paper_seen, a.place, a.confirmation});
}

absl::StatusOr<std::optional<domain::Assistance>> LoadAssistance(sql::Session& tx,
                                                                 std::string_view dossier) {
  std::optional<domain::Assistance> found;
  RETURN_IF_ERROR(tx.Query(kLoadAssistance, {dossier}, [&](const sql::Row& row) {
    found = {.verification = row.Text(0),
             .assistant = row.Text(1),
             .paper_seen = row.Text(2),
             .place = row.Text(3),
             .confirmation = row.Text(4)};
  }));
  return found;
}

}  // namespace tancua::dossier::store

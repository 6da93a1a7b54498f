#include "services/identity/store/activations.h"

#include "common/status/macros.h"

namespace tancua::identity::store {
namespace {

constexpr char kAddAutomatic[] =
    "INSERT INTO activations (id, citizen, level, revision, ward, quarter, source, campaign, team, "
    "officer, activated_at) "
    "VALUES (:id, :citizen, :level, 1, :ward, '', 'AUTOMATIC', '', '', '', :activated_at) "
    "ON CONFLICT (citizen, level) DO NOTHING";
constexpr char kRecord[] =
    "INSERT INTO activations (id, citizen, level, revision, ward, quarter, source, campaign, team, "
    "officer, activated_at) "
    "VALUES (:id, :citizen, :level, 1, :ward, :quarter, 'RECORDED', :campaign, :team, :officer, "
    ":activated_at) "
    "ON CONFLICT (citizen, level) DO UPDATE SET revision = activations.revision + 1, "
    "ward = excluded.ward, quarter = excluded.quarter, source = excluded.source, "
    "campaign = excluded.campaign, team = excluded.team, officer = excluded.officer "
    "WHERE activations.source = 'AUTOMATIC' "
    "AND (activations.ward = '' OR activations.ward = excluded.ward) "
    "RETURNING id, revision, activated_at";

}  // namespace

absl::StatusOr<bool> AddAutomaticActivation(sql::Session& tx, std::string_view citizen,
                                            const domain::Activation& activation) {
  ASSIGN_OR_RETURN(const std::int64_t rows,
                   tx.Execute(kAddAutomatic, {activation.id, citizen, activation.level,
                                              activation.ward, activation.activated_at}));
  return rows == 1;
}

absl::StatusOr<std::optional<domain::Activation>> RecordActivation(
    sql::Session& tx, std::string_view citizen, const domain::Activation& activation) {
  std::optional<domain::Activation> kept;
  RETURN_IF_ERROR(
      tx.Query(kRecord,
               {activation.id, citizen, activation.level, activation.ward, activation.quarter,
                activation.campaign, activation.team, activation.officer, activation.activated_at},
               [&](const sql::Row& row) {
                 kept = activation;
                 kept->id = row.Text(0);
                 kept->revision = row.Int(1);
                 kept->activated_at = row.Time(2);
               }));
  return kept;
}

}  // namespace tancua::identity::store

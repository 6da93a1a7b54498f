#include <utility>

#include "common/status/macros.h"
#include "services/dossier/store/dossiers.h"

namespace tancua::dossier::store {
namespace {

constexpr char kAddTransition[] =
    "INSERT INTO transitions (dossier, revision, from_state, to_state, time, actor, note_sealed) "
    "VALUES (:dossier, :revision, :from_state, :to_state, :time, :actor, :note_sealed)";

constexpr char kLoadTransitions[] =
    "SELECT from_state, to_state, time, actor, note_sealed FROM transitions "
    "WHERE dossier = :dossier ORDER BY revision";

}  // namespace

absl::Status AddTransition(sql::Session& tx, std::string_view code, std::int64_t revision,
                           const domain::Transition& transition, std::string_view note_sealed) {
  return tx.Post(
      kAddTransition,
      {code, revision, transition.from ? domain::Name(*transition.from) : std::string_view(),
       domain::Name(transition.to), transition.time, transition.actor, note_sealed});
}

absl::StatusOr<std::vector<domain::Transition>> LoadTransitions(sql::Session& tx,
                                                                const crypto::Keyring& keys,
                                                                std::string_view code) {
  std::vector<domain::Transition> transitions;
  RETURN_IF_ERROR(tx.Query(kLoadTransitions, {code}, [&](const sql::Row& row) {
    transitions.push_back({.from = domain::ParseState(row.Text(0)),
                           .to = domain::ParseState(row.Text(1)).value(),
                           .time = row.Time(2),
                           .actor = row.Text(3),
                           .note = row.Text(4)});
  }));
  for (domain::Transition& transition : transitions) {
    ASSIGN_OR_RETURN(transition.note, OpenNote(keys, transition.note));
  }
  return transitions;
}

}  // namespace tancua::dossier::store

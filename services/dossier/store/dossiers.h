#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "common/crypto/keyring.h"
#include "common/sql/session.h"
#include "services/dossier/domain/dossier.h"
#include "services/dossier/store/sealing.h"

// The tables dossiers, transitions and numbers. Every function runs in the caller's transaction.
namespace tancua::dossier::store {

// The next running number of an agency's day, from 1, without gaps.
[[nodiscard]] absl::StatusOr<std::int64_t> TakeNumber(sql::Session& tx, std::string_view agency,
                                                      absl::CivilDay day);

// Adds a dossier; its applicant comes from `sealed`.
[[nodiscard]] absl::Status Insert(sql::Session& tx, const domain::Dossier& dossier,
                                  const SealedDossier& sealed);

// Writes state, revision, term and counters. ETAG_MISMATCH when the row is no longer at the
// revision before `dossier.revision`.
[[nodiscard]] absl::Status Update(sql::Session& tx, const domain::Dossier& dossier);

// Writes position and revision; as Update otherwise.
[[nodiscard]] absl::Status SetPosition(sql::Session& tx, const domain::Dossier& dossier);

// DOSSIER_NOT_FOUND when there is none.
[[nodiscard]] absl::StatusOr<domain::Dossier> Load(sql::Session& tx, const crypto::Keyring& keys,
                                                   std::string_view code);
// The form as given to Seal; DOSSIER_NOT_FOUND when there is none.
[[nodiscard]] absl::StatusOr<std::string> LoadForm(sql::Session& tx, const crypto::Keyring& keys,
                                                   std::string_view code);
// The index of the look-up secret; empty when there is no such dossier.
[[nodiscard]] absl::StatusOr<std::string> LoadLookupSecretIndex(sql::Session& tx,
                                                                std::string_view code);

// Adds what led to `revision`. `note_sealed` comes from SealNote; `transition.note` is not used.
[[nodiscard]] absl::Status AddTransition(sql::Session& tx, std::string_view code,
                                         std::int64_t revision,
                                         const domain::Transition& transition,
                                         std::string_view note_sealed);
// Oldest first.
[[nodiscard]] absl::StatusOr<std::vector<domain::Transition>> LoadTransitions(
    sql::Session& tx, const crypto::Keyring& keys, std::string_view code);

// Whose dossiers, and where in their order (newest first) a page begins.
struct ListQuery {
  std::string ward;         // five digits; or else
  std::string citizen;      // "citizens/{uuid}"
  bool unassigned = false;  // of a ward, only those that are nobody's task
  // Of a ward, only the tasks of these positions.
  std::optional<std::vector<std::string>> positions;
  std::optional<domain::State> state;  // only these
  absl::Time before_time = absl::InfiniteFuture();
  std::string before_code;  // with `before_time`, the last dossier of the page before
  int limit = 50;
};
[[nodiscard]] absl::StatusOr<std::vector<domain::Dossier>> List(sql::Session& tx,
                                                                const crypto::Keyring& keys,
                                                                const ListQuery& query);

// How many dossiers stand in each open state, all wards together.
struct StateCount {
  domain::State state;
  std::int64_t dossiers = 0;
};
[[nodiscard]] absl::StatusOr<std::vector<StateCount>> CountOpen(sql::Session& tx);

}  // namespace tancua::dossier::store

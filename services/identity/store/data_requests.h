#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/crypto/keyring.h"
#include "common/sql/session.h"
#include "services/identity/domain/data_request.h"
#include "services/identity/store/page.h"

namespace tancua::identity::store {

[[nodiscard]] absl::Status InsertDataRequest(sql::Session& tx, const crypto::Keyring& keys,
                                             const domain::DataRequest& request);
// Writes what changes: state, term, times, texts. False when it no longer is in state `from`.
[[nodiscard]] absl::StatusOr<bool> UpdateDataRequest(sql::Session& tx, const crypto::Keyring& keys,
                                                     const domain::DataRequest& request,
                                                     domain::DataRequestState from);
[[nodiscard]] absl::StatusOr<std::optional<domain::DataRequest>> FindDataRequest(
    sql::Session& session, const crypto::Keyring& keys, const std::string& id);

// Whose requests.
struct DataRequestQuery {
  std::optional<std::string> citizen;  // uuid
  std::optional<std::string> ward;     // "wards/{code}"; neither: all
  std::optional<domain::DataRequestState> state;
  Page page;
};
// Newest first.
[[nodiscard]] absl::StatusOr<std::vector<domain::DataRequest>> ListDataRequests(
    sql::Session& session, const crypto::Keyring& keys, const DataRequestQuery& query);

// The services that have yet to erase, and identity, which has.
[[nodiscard]] absl::Status InsertErasure(sql::Session& tx, const std::string& data_request,
                                         const domain::Erasure& erasure);
// An erasure that is complete stays as it is.
[[nodiscard]] absl::Status CompleteErasure(sql::Session& tx, const std::string& data_request,
                                           const domain::Erasure& erasure);
[[nodiscard]] absl::StatusOr<std::vector<domain::Erasure>> ListErasures(
    sql::Session& session, const std::string& data_request);

// Decided before `before`, with nothing left to erase, of persons under no legal hold.
[[nodiscard]] absl::StatusOr<std::int64_t> CountOldDataRequests(sql::Session& session,
                                                                absl::Time before);
// Deletes at most `limit` of them with their erasures; returns how many.
[[nodiscard]] absl::StatusOr<int> DeleteOldDataRequests(sql::Session& tx, absl::Time before,
                                                        int limit);

// Open requests by how they stand to their term.
struct DataRequestLoad {
  std::int64_t open = 0;
  std::int64_t due_soon = 0;  // within three days
  std::int64_t overdue = 0;
  std::int64_t erasing = 0;  // services that have not completed an erasure
};
[[nodiscard]] absl::StatusOr<DataRequestLoad> MeasureDataRequests(sql::Session& session,
                                                                  absl::Time now);

}  // namespace tancua::identity::store

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/sql/database.h"

namespace tancua::events {

// The relay's view of the outbox tables. Batches are numbered without gaps; only the one after
// the confirmed batch can be under way.
class RelayStore {
 public:
  // `holder` tells this relay from those of other replicas.
  RelayStore(sql::Database& database, std::string holder)
      : database_(database), holder_(std::move(holder)) {}

  struct Row {
    std::string id;
    int shard = 0;
    absl::Time time;
    std::string envelope;  // base64
  };
  struct Progress {
    std::int64_t confirmed = 0;
    std::string refill_after;  // rows up to this id are published again already
    std::string refill_until;  // empty: no refill is under way
    [[nodiscard]] bool Refilling() const { return !refill_until.empty(); }
  };
  struct Lease {
    Progress progress;
    bool anew = false;  // taken, not renewed: what the holder remembers is void
  };
  struct Backlog {
    std::int64_t events = 0;
    std::optional<absl::Time> oldest;
  };

  // Takes the lease, or renews it; nullopt while another relay holds it. Whoever takes it anew
  // takes back the rows of a batch that was not confirmed.
  [[nodiscard]] absl::StatusOr<std::optional<Lease>> Acquire(absl::Time now, absl::Time until);
  // Gives the lease up, so that another relay need not wait.
  [[nodiscard]] absl::Status Release();

  // True when rows wait for a batch.
  [[nodiscard]] absl::StatusOr<bool> HasWork();
  // Notes what Redis has, and how far a refill has come. ABORTED when the lease was lost.
  [[nodiscard]] absl::Status Save(const Progress& progress);
  // Save, and takes up to `limit` waiting rows into the batch after `progress`, oldest first.
  [[nodiscard]] absl::StatusOr<std::vector<Row>> Advance(const Progress& progress, int limit);
  // Published rows that `progress` has to publish again next.
  [[nodiscard]] absl::StatusOr<std::vector<Row>> ReadRefill(const Progress& progress, int limit);
  // The id up to which a refill that starts now has to go; empty when nothing was published.
  [[nodiscard]] absl::StatusOr<std::string> LastId();

  [[nodiscard]] absl::StatusOr<Backlog> ReadBacklog(std::int64_t confirmed);
  // Deletes up to `limit` published rows from before `cutoff`; returns how many.
  [[nodiscard]] absl::StatusOr<int> Prune(absl::Time cutoff, std::int64_t confirmed, int limit);

 private:
  absl::Status SaveIn(sql::Session& tx, const Progress& progress);

  sql::Database& database_;
  const std::string holder_;
};

}  // namespace tancua::events

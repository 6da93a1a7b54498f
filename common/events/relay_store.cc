#include "common/events/relay_store.h"

#include <algorithm>
#include <utility>

#include "common/events/id_bound.h"
#include "common/status/macros.h"

namespace tancua::events {
namespace {

constexpr char kKey[] = "outbox-relay";

constexpr char kRenew[] =
    "UPDATE outbox_relay SET lease_until = :until WHERE id = 1 AND holder = :holder";
constexpr char kTake[] =
    "UPDATE outbox_relay SET holder = :holder, lease_until = :until"
    " WHERE id = 1 AND lease_until < :now";
constexpr char kTakeBack[] =
    "UPDATE outbox SET published_batch = NULL WHERE published_batch >"
    " (SELECT confirmed_batch FROM outbox_relay WHERE id = 1)";
constexpr char kReadProgress[] =
    "SELECT confirmed_batch, refill_after, refill_until FROM outbox_relay WHERE id = 1";
constexpr char kRelease[] =
    "UPDATE outbox_relay SET holder = '', lease_until = 0 WHERE id = 1 AND holder = :holder";
constexpr char kHasWork[] = "SELECT 1 FROM outbox WHERE published_batch IS NULL LIMIT 1";
constexpr char kSave[] =
    "UPDATE outbox_relay SET confirmed_batch = :confirmed, refill_after = :after,"
    " refill_until = :until WHERE id = 1 AND holder = :holder";
constexpr char kClaimBatch[] =
    "UPDATE outbox SET published_batch = :batch WHERE id IN"
    " (SELECT id FROM outbox WHERE published_batch IS NULL"
    "  ORDER BY published_batch, id LIMIT :limit)"
    " RETURNING id, shard, time, envelope";
constexpr char kReadRefill[] =
    "SELECT id, shard, time, envelope FROM outbox"
    " WHERE id > :after AND id <= :until AND published_batch IS NOT NULL"
    " ORDER BY id LIMIT :limit";
constexpr char kLastId[] = "SELECT MAX(id) FROM outbox";
constexpr char kBacklog[] =
    "SELECT CAST(SUM(events) AS BIGINT), MIN(oldest) FROM ("
    " SELECT COUNT(*) AS events, MIN(time) AS oldest FROM outbox WHERE published_batch IS NULL"
    " UNION ALL"
    " SELECT COUNT(*), MIN(time) FROM outbox WHERE published_batch > :confirmed) AS waiting";
constexpr char kPruneOutbox[] =
    "DELETE FROM outbox WHERE id IN (SELECT id FROM outbox WHERE id < :bound"
    " AND published_batch <= :confirmed ORDER BY id LIMIT :limit)";

RelayStore::Row ReadRow(const sql::Row& row) {
  return {row.Text(0), static_cast<int>(row.Int(1)), row.Time(2), row.Text(3)};
}

}  // namespace

absl::StatusOr<std::optional<RelayStore::Lease>> RelayStore::Acquire(absl::Time now,
                                                                     absl::Time until) {
  using Result = absl::StatusOr<std::optional<Lease>>;
  return database_.Write(kKey, [&](sql::Session& tx) -> Result {
    Lease lease;
    ASSIGN_OR_RETURN(const std::int64_t renewed, tx.Execute(kRenew, {until, holder_}));
    if (renewed == 0) {
      ASSIGN_OR_RETURN(const std::int64_t taken, tx.Execute(kTake, {holder_, until, now}));
      if (taken == 0) return std::nullopt;
      RETURN_IF_ERROR(tx.Execute(kTakeBack, {}).status());
      lease.anew = true;
    }
    RETURN_IF_ERROR(tx.Query(kReadProgress, {}, [&](const sql::Row& row) {
      lease.progress = {row.Int(0), row.Text(1), row.Text(2)};
    }));
    return lease;
  });
}

absl::Status RelayStore::Release() {
  return database_.Write(
      kKey, [&](sql::Session& tx) { return tx.Execute(kRelease, {holder_}).status(); });
}

absl::StatusOr<bool> RelayStore::HasWork() {
  return database_.Read([&](sql::Session& tx) -> absl::StatusOr<bool> {
    bool found = false;
    RETURN_IF_ERROR(tx.Query(kHasWork, {}, [&](const sql::Row&) { found = true; }));
    return found;
  });
}

absl::Status RelayStore::SaveIn(sql::Session& tx, const Progress& progress) {
  ASSIGN_OR_RETURN(const std::int64_t saved,
                   tx.Execute(kSave, {progress.confirmed, progress.refill_after,
                                      progress.refill_until, holder_}));
  return saved == 1 ? absl::OkStatus() : absl::AbortedError("another relay holds the lease");
}

absl::Status RelayStore::Save(const Progress& progress) {
  return database_.Write(kKey, [&](sql::Session& tx) { return SaveIn(tx, progress); });
}

absl::StatusOr<std::vector<RelayStore::Row>> RelayStore::Advance(const Progress& progress,
                                                                 int limit) {
  using Result = absl::StatusOr<std::vector<Row>>;
  return database_.Write(kKey, [&](sql::Session& tx) -> Result {
    RETURN_IF_ERROR(SaveIn(tx, progress));
    std::vector<Row> rows;
    RETURN_IF_ERROR(tx.Query(kClaimBatch, {progress.confirmed + 1, limit},
                             [&](const sql::Row& row) { rows.push_back(ReadRow(row)); }));
    // RETURNING gives no order.
    std::sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) { return a.id < b.id; });
    return rows;
  });
}

absl::StatusOr<std::vector<RelayStore::Row>> RelayStore::ReadRefill(const Progress& progress,
                                                                    int limit) {
  using Result = absl::StatusOr<std::vector<Row>>;
  return database_.Read([&](sql::Session& tx) -> Result {
    std::vector<Row> rows;
    RETURN_IF_ERROR(tx.Query(kReadRefill, {progress.refill_after, progress.refill_until, limit},
                             [&](const sql::Row& row) { rows.push_back(ReadRow(row)); }));
    return rows;
  });
}

absl::StatusOr<std::string> RelayStore::LastId() {
  return database_.Read([&](sql::Session& tx) -> absl::StatusOr<std::string> {
    std::string id;
    RETURN_IF_ERROR(tx.Query(kLastId, {}, [&](const sql::Row& row) { id = row.Text(0); }));
    return id;
  });
}

absl::StatusOr<RelayStore::Backlog> RelayStore::ReadBacklog(std::int64_t confirmed) {
  return database_.Read([&](sql::Session& tx) -> absl::StatusOr<Backlog> {
    Backlog backlog;
    RETURN_IF_ERROR(tx.Query(kBacklog, {confirmed}, [&](const sql::Row& row) {
      backlog = {row.Int(0), row.OptionalTime(1)};
    }));
    return backlog;
  });
}

absl::StatusOr<int> RelayStore::Prune(absl::Time cutoff, std::int64_t confirmed, int limit) {
  const std::string bound = FirstIdAt(cutoff);
  return database_.Write(kKey, [&](sql::Session& tx) -> absl::StatusOr<int> {
    ASSIGN_OR_RETURN(const std::int64_t pruned,
                     tx.Execute(kPruneOutbox, {bound, confirmed, limit}));
    return static_cast<int>(pruned);
  });
}

}  // namespace tancua::events

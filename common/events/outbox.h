#pragma once

#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/synchronization/mutex.h"
#include "common/clock/clock.h"
#include "common/crypto/keyring.h"
#include "common/id/ids.h"
#include "common/sql/session.h"
#include "google/protobuf/message.h"

namespace tancua::events {

// Writes events into the service's own database, in the transaction of the change.
// The table is created by OutboxMigrationSql, part of the service's migrations.
class Outbox {
 public:
  Outbox(const crypto::Keyring& events_keys, const Clock& clock, Ids& ids, int shards);

  // Adds one event to the transaction. It is published after the commit, at least once.
  [[nodiscard]] absl::Status Add(sql::Session& tx, std::string_view ward, std::string_view subject,
                                 std::string_view traceparent,
                                 const google::protobuf::Message& payload);

  // Blocks until an event was added since the last call (true), or `timeout`; for the relay. The
  // event's transaction may not have committed yet: look, and soon look again.
  bool WaitForWork(absl::Duration timeout);

 private:
  const crypto::Keyring& keys_;
  const Clock& clock_;
  Ids& ids_;
  const int shards_;
  absl::Mutex mutex_;
  bool added_ ABSL_GUARDED_BY(mutex_) = false;
};

// The tables of a service that publishes and of one that consumes; a service names
// them in its own list of migrations.
extern const char* const kOutboxMigrationSql;
extern const char* const kInboxMigrationSql;

}  // namespace tancua::events

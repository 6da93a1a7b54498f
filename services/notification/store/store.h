#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/crypto/keyring.h"
#include "common/sql/database.h"
#include "services/notification/domain/ladder.h"
#include "services/notification/domain/message.h"

namespace tancua::notification::store {

// What one attempt made of a claimed message.
struct Settled {
  std::string id;
  int claimed_attempts = 0;  // as claimed: who comes later than the lease changes nothing
  domain::Step step;
};

// What waits on one rung.
struct Backlog {
  domain::Rung rung = domain::Rung::kZns;
  std::int64_t pending = 0;
  std::optional<absl::Time> oldest;  // creation of the oldest that waits
};

// The messages, and the queue that they are. Thread-safe.
//
// A claim is a lease: it moves the due time of its rows to the lease's end, so that no one
// else takes them, and after a crash they are due again by themselves.
class Store {
 public:
  Store(sql::Database& database, const crypto::Keyring& keys) : database_(database), keys_(keys) {}

  // Adds a message inside the transaction of its event; one that is there already stays.
  [[nodiscard]] absl::Status Add(sql::Session& tx, const domain::Message& message) const;

  // Takes up to `limit` due messages of `rung` until `lease_end`, the longest due first, and
  // counts the attempt.
  [[nodiscard]] absl::StatusOr<std::vector<domain::Message>> Claim(domain::Rung rung, int limit,
                                                                   absl::Time now,
                                                                   absl::Time lease_end);
  // Notes what became of a batch, in one transaction. Returns how many rows were still ours.
  [[nodiscard]] absl::StatusOr<int> Record(const std::vector<Settled>& batch, absl::Time now);

  // Hands due ZNS messages made before `created_before` to SMS, at most `limit`.
  [[nodiscard]] absl::StatusOr<int> PassToSms(absl::Time created_before, absl::Time now, int limit);

  // Messages of a dossier after `after_id`, oldest first.
  [[nodiscard]] absl::StatusOr<std::vector<domain::Message>> OfDossier(std::string_view dossier,
                                                                       std::string_view after_id,
                                                                       int limit);
  // Both rungs, also when nothing waits.
  [[nodiscard]] absl::StatusOr<std::vector<Backlog>> Measure();

 private:
  void Unseal(domain::Message& message, std::string_view sealed) const;

  sql::Database& database_;
  const crypto::Keyring& keys_;
};

}  // namespace tancua::notification::store

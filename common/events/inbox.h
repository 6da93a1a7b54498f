#pragma once

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "common/crypto/keyring.h"
#include "common/events/consumer.h"
#include "common/events/delivery.h"
#include "common/sql/database.h"

namespace tancua::events {

// Applies events to a database, each one once, whatever comes twice.
class Inbox {
 public:
  Inbox(const Subscription& subscription, sql::Database& database, const crypto::Keyring& keys)
      : subscription_(subscription), database_(database), keys_(keys) {}

  // Opens each event that is still open and finds its handler. Ignored are types without one.
  void Decode(absl::Span<Delivery> deliveries) const;

  // Applies what is still open in one transaction; when an event fails, the others without it.
  // Afterwards none is open. An error means that the database is away: the outcomes are void,
  // and what was applied will turn out to be a duplicate. `key` as in sql::Database::Write.
  [[nodiscard]] absl::Status Apply(const std::string& key, absl::Span<Delivery> deliveries);

  // Forgets up to `limit` events from before `cutoff`; returns how many.
  [[nodiscard]] absl::StatusOr<int> Prune(absl::Time cutoff, int limit);

 private:
  using Batch = absl::Span<Delivery* const>;
  struct Attempt;

  void DecodeOne(Delivery& delivery) const;
  Attempt Together(const std::string& key, Batch batch);
  absl::Status Alone(const std::string& key, Batch batch);
  bool IsAway(const absl::Status& status);

  const Subscription& subscription_;
  sql::Database& database_;
  const crypto::Keyring& keys_;
};

}  // namespace tancua::events

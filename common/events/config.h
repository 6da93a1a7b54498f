#pragma once

#include "absl/time/time.h"
#include "common/clock/clock.h"
#include "common/config/binder.h"
#include "common/crypto/keyring.h"
#include "common/id/ids.h"
#include "common/redis/client.h"
#include "common/sql/database.h"
#include "prometheus/registry.h"

namespace tancua::events {

struct Config {
  int shards = 8;
  int batch = 512;
  int threads = 1;
  absl::Duration poll = absl::Milliseconds(100);
  absl::Duration lease = absl::Seconds(10);
  absl::Duration retention = absl::Hours(7 * 24);
  absl::Duration inbox_retention = absl::Hours(15 * 24);
  absl::Duration trim_after = absl::Hours(1);
  absl::Duration takeover_after = absl::Seconds(30);
  int max_attempts = 10;
  absl::Duration first_retry = absl::Seconds(1);
  absl::Duration longest_retry = absl::Minutes(5);
};
void Bind(config::Binder& b, Config& c);

// What a relay and a consumer work with; all of it outlives them.
struct Context {
  sql::Database& database;
  const redis::Config& redis;
  const crypto::Keyring& keys;  // the events keys
  const Clock& clock;
  Ids& ids;
  prometheus::Registry& metrics;
  const Config& config;
};

}  // namespace tancua::events

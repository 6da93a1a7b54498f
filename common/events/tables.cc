#include "common/events/outbox.h"

namespace tancua::events {

// published_batch is null until the relay takes the row into a batch. The index finds both the
// rows to take and those of a batch that a dead relay left behind. The relay's own row keeps who
// publishes, what Redis is known to have, and how far a refill has come.
const char* const kOutboxMigrationSql = R"sql(
CREATE TABLE outbox (
  id TEXT NOT NULL PRIMARY KEY,
  shard BIGINT NOT NULL,
  time BIGINT NOT NULL,
  envelope TEXT NOT NULL,
  published_batch BIGINT
);
CREATE INDEX outbox_by_batch ON outbox (published_batch, id);
CREATE TABLE outbox_relay (
  id BIGINT NOT NULL PRIMARY KEY,
  holder TEXT NOT NULL,
  lease_until BIGINT NOT NULL,
  confirmed_batch BIGINT NOT NULL,
  refill_after TEXT NOT NULL,
  refill_until TEXT NOT NULL
);
INSERT INTO outbox_relay (id, holder, lease_until, confirmed_batch, refill_after, refill_until)
VALUES (1, '', 0, 0, '', '');
)sql";

const char* const kInboxMigrationSql = R"sql(
CREATE TABLE inbox (
  consumer TEXT NOT NULL,
  event_id TEXT NOT NULL,
  PRIMARY KEY (consumer, event_id)
);
)sql";

}  // namespace tancua::events

#include "common/events/config.h"

namespace tancua::events {

void Bind(config::Binder& b, Config& c) {
  b.Value("shards", c.shards, "streams per publishing service; may grow, must not shrink");
  b.Value("batch", c.batch, "most events published or applied together");
  b.Value("threads", c.threads, "threads per consuming service; each serves some of the streams");
  b.Value("poll", c.poll, "longest wait before the outbox or a stream is looked at again");
  b.Value("lease", c.lease, "how long a dead relay keeps the others waiting");
  b.Value("retention", c.retention, "how long published events can be published again");
  b.Value("inbox_retention", c.inbox_retention,
          "how long applied events are remembered; well above the retention of every publisher");
  b.Value("trim_after", c.trim_after,
          "how long an event stays in its stream at least, for services that start later");
  b.Value("takeover_after", c.takeover_after,
          "how long a consumer may hold an event before another takes it over");
  b.Value("max_attempts", c.max_attempts, "tries before an event becomes a dead letter");
  b.Value("first_retry", c.first_retry, "wait before the second try; doubles with each");
  b.Value("longest_retry", c.longest_retry, "longest wait between two tries");
}

}  // namespace tancua::events

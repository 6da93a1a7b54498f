#include "common/events/note_events.h"

#include <algorithm>

#include "common/status/macros.h"

namespace tancua::events {
namespace {

// One statement for many events, in words that both databases know: the ids come as one text and
// are cut out of it, 36 characters each. PostgreSQL counts characters from the start of a text, so
// that it must not be long.
constexpr std::size_t kTogether = 32;
constexpr char kNote[] = R"sql(
  INSERT INTO inbox (consumer, event_id)
  WITH RECURSIVE places (place) AS (
    SELECT 0 UNION ALL SELECT place + 1 FROM places WHERE place + 1 < :count)
  SELECT :consumer, substr(:ids, place * 36 + 1, 36) FROM places WHERE true
  ON CONFLICT DO NOTHING RETURNING event_id)sql";

}  // namespace

absl::StatusOr<std::unordered_set<std::string>> NoteEvents(
    sql::Session& tx, std::string_view consumer, const std::vector<std::string_view>& ids) {
  std::unordered_set<std::string> fresh;
  for (std::size_t begin = 0; begin < ids.size(); begin += kTogether) {
    const std::size_t count = std::min(kTogether, ids.size() - begin);
    std::string joined;
    for (std::size_t i = 0; i < count; ++i) joined += ids[begin + i];
    RETURN_IF_ERROR(tx.Query(kNote, {static_cast<std::int64_t>(count), consumer, joined},
                             [&](const sql::Row& row) { fresh.insert(row.Text(0)); }));
  }
  return fresh;
}

}  // namespace tancua::events

#include "common/events/dead_letters.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "common/events/names.h"
#include "common/events/retries.h"
#include "common/events/stream_state.h"
#include "common/status/error.h"
#include "common/status/macros.h"
#include "common/status/view.h"
#include "google/protobuf/util/time_util.h"
#include "tancua/events/v1/envelope.pb.h"

namespace tancua::events {
namespace {

using google::protobuf::util::TimeUtil;
using redis::Reply;

constexpr char kNamePrefix[] = "deadLetters/";
constexpr int kDefaultPage = 50;
constexpr int kLargestPage = 1000;
constexpr int kScan = 200;  // entries looked at in one step: other wards' are skipped

// An entry of the stream is [id, [field, FailedEvent]].
absl::StatusOr<v1::FailedEvent> ReadEvent(const Reply& entry) {
  v1::FailedEvent event;
  if (entry.elements.size() == 2 && entry.elements[1].elements.size() == 2 &&
      event.ParseFromString(entry.elements[1].elements[1].text)) {
    return event;
  }
  return absl::DataLossError("an entry of the dead letters does not parse");
}

v1::DeadLetter ToLetter(const std::string& id, const v1::FailedEvent& event) {
  v1::DeadLetter letter;
  letter.set_name(kNamePrefix + id);
  letter.set_event_id(event.envelope().id());
  letter.set_type(event.envelope().type());
  letter.set_ward(event.envelope().ward());
  letter.set_subject(event.envelope().subject());
  letter.set_attempts(event.attempts());
  letter.set_error(event.error());
  *letter.mutable_dead_time() = TimeUtil::MicrosecondsToTimestamp(event.failed_time_us());
  return letter;
}

int PageSize(int wanted) { return wanted <= 0 ? kDefaultPage : std::min(wanted, kLargestPage); }

}  // namespace

DeadLetters::DeadLetters(const redis::Config& redis, std::string group, const Clock& clock)
    : group_(std::move(group)), clock_(clock), redis_(redis) {}

// A page token is the id of the last letter that was shown.
absl::StatusOr<DeadLetters::Page> DeadLetters::List(std::string_view ward, int page_size,
                                                    std::string_view page_token) {
  EntryId from;
  if (!page_token.empty()) {
    const absl::StatusOr<EntryId> last = EntryId::Parse(page_token);
    if (!last.ok()) return status::Error(status::kPageTokenInvalid, {.field = "page_token"});
    from = last->Next();
  }
  const auto wanted = static_cast<std::size_t>(PageSize(page_size));
  absl::MutexLock lock(&mutex_);
  Page page;
  while (true) {
    ASSIGN_OR_RETURN(const Reply entries,
                     redis_.Run({"XRANGE", Key(), from.Text(), "+", "COUNT", absl::StrCat(kScan)}));
    for (const Reply& entry : entries.elements) {
      ASSIGN_OR_RETURN(const v1::FailedEvent event, ReadEvent(entry));
      const std::string& id = entry.elements[0].text;
      ASSIGN_OR_RETURN(const EntryId place, EntryId::Parse(id));
      from = place.Next();
      if (event.envelope().ward() != ward) continue;
      if (page.letters.size() == wanted) {
        page.next_page_token =
            std::string(absl::StripPrefix(page.letters.back().name(), kNamePrefix));
        return page;
      }
      page.letters.push_back(ToLetter(id, event));
    }
    if (entries.elements.size() < kScan) return page;
  }
}

absl::Status DeadLetters::Redrive(std::string_view ward, std::string_view name) {
  const absl::Status not_found = status::Error(kDeadLetterNotFound, {.field = "name"});
  absl::string_view id = View(name);
  if (!absl::ConsumePrefix(&id, kNamePrefix) || !EntryId::Parse(StdView(id)).ok()) {
    return not_found;
  }
  const std::string entry_id(id);
  absl::MutexLock lock(&mutex_);
  ASSIGN_OR_RETURN(const Reply entries, redis_.Run({"XRANGE", Key(), entry_id, entry_id}));
  if (entries.elements.empty()) return not_found;
  ASSIGN_OR_RETURN(v1::FailedEvent event, ReadEvent(entries.elements[0]));
  if (event.envelope().ward() != ward) return not_found;

  event.set_attempts(0);
  const StreamName stream{redis_.config().prefix, event.source(), event.shard()};
  for (const redis::Command& command :
       PutOffCommands(stream, group_, event, clock_.Now(), /*again=*/true)) {
    RETURN_IF_ERROR(redis_.Run(command).status());
  }
  // Last: a crash before leaves the letter, and a second try of an applied event does nothing.
  return redis_.Run({"XDEL", Key(), entry_id}).status();
}

std::string DeadLetters::Key() const { return DeadLetterKey(redis_.config().prefix, group_); }

}  // namespace tancua::events

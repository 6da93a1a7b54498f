#include "services/notification/workers/erase.h"

#include <string_view>

#include "common/retention/holds.h"
#include "common/status/macros.h"
#include "google/protobuf/util/time_util.h"
#include "services/notification/store/erasure.h"

namespace tancua::notification {
namespace {

using google::protobuf::util::TimeUtil;

constexpr std::string_view kDossierPrefix = "dossiers/";
// Events are tried again for less than that, then wait among the dead letters for an operator.
constexpr absl::Duration kLate = absl::Hours(30 * 24);

}  // namespace

absl::Status OnDossiersErased(sql::Session& tx, const events::Header& header,
                              const privacy::v1::DossiersErased& event, events::Outbox& outbox,
                              const Clock& clock) {
  const absl::Time now = clock.Now();
  privacy::v1::ErasureCompleted done;
  for (std::string_view dossier : event.dossiers()) {
    if (!dossier.starts_with(kDossierPrefix)) {
      return absl::InvalidArgumentError("event names no dossier");
    }
    dossier.remove_prefix(kDossierPrefix.size());
    ASSIGN_OR_RETURN(const std::int64_t erased, store::EraseMessages(tx, dossier, now));
    done.set_erased(done.erased() + erased);
  }
  done.set_data_request(event.data_request());
  done.set_service("notification");
  *done.mutable_complete_time() = TimeUtil::MicrosecondsToTimestamp(absl::ToUnixMicros(now));
  return outbox.Add(tx, header.ward, header.subject, header.traceparent, done);
}

absl::Status OnDossiersHeld(sql::Session& tx, const events::Header&,
                            const privacy::v1::DossiersHeld& event) {
  const absl::Time time =
      absl::FromUnixMicros(TimeUtil::TimestampToMicroseconds(event.change_time()));
  for (const std::string& dossier : event.dossiers()) {
    RETURN_IF_ERROR(retention::ApplyHold(tx, dossier, event.held(), time));
  }
  return absl::OkStatus();
}

absl::StatusOr<int> EraseLate(sql::Database& database, const Clock& clock) {
  ASSIGN_OR_RETURN(const std::int64_t erased, database.Write("erase_late", [&](sql::Session& tx) {
    return store::EraseLateMessages(tx, clock.Now() - kLate);
  }));
  return static_cast<int>(erased);
}

absl::StatusOr<int> RetainMessages(sql::Database& database, const Clock& clock,
                                   const retention::Schedule& schedule,
                                   retention::Metrics& metrics) {
  return retention::ApplyClass(schedule.Find("messages"), clock.Now(), metrics,
                               {.count =
                                    [&](absl::Time before) {
                                      return database.Read([&](sql::Session& session) {
                                        return store::CountOldMessages(session, before);
                                      });
                                    },
                                .remove =
                                    [&](absl::Time before, int limit) {
                                      return database.Write("retention", [&](sql::Session& tx) {
                                        return store::DeleteOldMessages(tx, before, limit);
                                      });
                                    }});
}

}  // namespace tancua::notification

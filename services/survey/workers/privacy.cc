#include "services/survey/workers/privacy.h"

#include <string>

#include "common/retention/holds.h"
#include "common/status/macros.h"
#include "google/protobuf/util/time_util.h"
#include "services/survey/store/privacy.h"
#include "services/survey/wire.h"
#include "tancua/identity/v1/privacy_events.pb.h"
#include "tancua/privacy/v1/erasure.pb.h"

namespace tancua::survey::workers {
namespace {

constexpr char kFollowUp[] = "survey_follow_up";

absl::Time FromTimestamp(const google::protobuf::Timestamp& time) {
  return absl::FromUnixMicros(google::protobuf::util::TimeUtil::TimestampToMicroseconds(time));
}

// Other purposes are not ours.
absl::Status OnConsent(sql::Session& tx, const events::Header&,
                       const identity::v1::ConsentChanged& event) {
  if (event.purpose_id() != kFollowUp) return absl::OkStatus();
  return store::ApplyOptOut(tx, event.citizen(), "CONSENT", !event.granted(),
                            FromTimestamp(event.change_time()));
}

absl::Status OnRestriction(sql::Session& tx, const events::Header&,
                           const identity::v1::RestrictionChanged& event) {
  return store::ApplyOptOut(tx, event.citizen(), "RESTRICTION", event.restricted(),
                            FromTimestamp(event.change_time()));
}

absl::Status OnErased(Deps& deps, sql::Session& tx, const events::Header& header,
                      const privacy::v1::DossiersErased& event) {
  privacy::v1::ErasureCompleted done;
  for (const std::string& dossier : event.dossiers()) {
    ASSIGN_OR_RETURN(const std::int64_t erased, store::EraseComment(tx, dossier));
    done.set_erased(done.erased() + erased);
  }
  if (done.erased() > 0) {
    privacy::v1::KeptRecords& kept = *done.add_kept();
    kept.set_title("Điểm đánh giá (không còn ý kiến, không có tên)");
    kept.set_count(done.erased());
    kept.set_reason("Số liệu thống kê mức độ hài lòng, không định danh được người đánh giá");
    kept.set_legal_basis("Luật 91/2025/QH15, Điều 14");
  }
  done.set_data_request(event.data_request());
  done.set_service("survey");
  *done.mutable_complete_time() = wire::ToTimestamp(deps.clock.Now());
  return deps.outbox.Add(tx, header.ward, header.subject, header.traceparent, done);
}

absl::Status OnHeld(sql::Session& tx, const events::Header&,
                    const privacy::v1::DossiersHeld& event) {
  for (const std::string& dossier : event.dossiers()) {
    RETURN_IF_ERROR(
        retention::ApplyHold(tx, dossier, event.held(), FromTimestamp(event.change_time())));
  }
  return absl::OkStatus();
}

}  // namespace

void AddPrivacy(Deps& deps, events::Subscription& subscription) {
  subscription.On<identity::v1::ConsentChanged>(OnConsent);
  subscription.On<identity::v1::RestrictionChanged>(OnRestriction);
  subscription.On<privacy::v1::DossiersErased>([&deps](sql::Session& tx,
                                                       const events::Header& header,
                                                       const privacy::v1::DossiersErased& event) {
    return OnErased(deps, tx, header, event);
  });
  subscription.On<privacy::v1::DossiersHeld>(OnHeld);
}

absl::StatusOr<int> RetainAnswers(Deps& deps, const retention::Schedule& schedule,
                                  retention::Metrics& metrics) {
  const absl::Time now = deps.clock.Now();
  return retention::ApplyClass(
      schedule.Find("survey_answers"), now, metrics,
      {.count =
           [&](absl::Time before) {
             return deps.database.Read(
                 [&](sql::Session& session) { return store::CountOldAnswers(session, before); });
           },
       .remove =
           [&](absl::Time before, int limit) {
             return deps.database.Write("retention", [&](sql::Session& tx) {
               return store::AnonymiseOldAnswers(tx, before, now, limit);
             });
           }});
}

}  // namespace tancua::survey::workers

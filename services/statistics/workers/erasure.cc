#include "services/statistics/workers/erasure.h"

#include "google/protobuf/util/time_util.h"
#include "tancua/privacy/v1/erasure.pb.h"

namespace tancua::statistics::workers {

void AddErasure(events::Outbox& outbox, const Clock& clock, events::Subscription& subscription) {
  subscription.On<privacy::v1::DossiersErased>([&outbox, &clock](
                                                   sql::Session& tx, const events::Header& header,
                                                   const privacy::v1::DossiersErased& event) {
    privacy::v1::ErasureCompleted done;
    done.set_data_request(event.data_request());
    done.set_service("statistics");
    *done.mutable_complete_time() =
        google::protobuf::util::TimeUtil::MicrosecondsToTimestamp(absl::ToUnixMicros(clock.Now()));
    return outbox.Add(tx, header.ward, header.subject, header.traceparent, done);
  });
}

}  // namespace tancua::statistics::workers

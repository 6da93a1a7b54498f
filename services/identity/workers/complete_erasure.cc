#include "services/identity/workers/complete_erasure.h"

#include <string>

#include "google/protobuf/util/time_util.h"
#include "services/identity/privacy_wire.h"
#include "services/identity/store/data_requests.h"

namespace tancua::identity::workers {

absl::Status CompleteErasure(sql::Session& tx, const events::Header&,
                             const privacy::v1::ErasureCompleted& event) {
  const std::string id = wire::IdIn("dataRequests", event.data_request());
  if (id.empty()) return absl::InvalidArgumentError("event names no request");
  const absl::Time time = absl::FromUnixMicros(
      google::protobuf::util::TimeUtil::TimestampToMicroseconds(event.complete_time()));
  return store::CompleteErasure(tx, id,
                                {.service = event.service(),
                                 .complete_time = time,
                                 .erased = event.erased(),
                                 .kept = wire::FromKept(event.kept())});
}

}  // namespace tancua::identity::workers

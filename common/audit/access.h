#pragma once

#include <string>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "common/events/outbox.h"
#include "common/rpc/call.h"
#include "common/sql/session.h"
#include "tancua/audit/v1/audit.pb.h"

// What a service tells the audit log of the identity service.
namespace tancua::audit {

// What was done to which record of whom.
struct Access {
  v1::Action action = v1::ACTION_UNSPECIFIED;
  std::string record;   // resource name
  std::string ward;     // of the record, "wards/{code}"
  std::string citizen;  // "citizens/{uuid}"; empty when the person has no account
  std::string title;    // for what, in Vietnamese: the procedure's title
};

// Whether what the caller does to records of people is written down: it is for everybody but
// citizens, who see only their own, and anonymous callers, who see no personal data.
[[nodiscard]] bool IsRecorded(const rpc::Caller& caller);

// Adds the event to `tx` when the caller IsRecorded; else does nothing. A change is recorded in
// its own transaction; a read must not be answered before the transaction of its event is
// committed, so that nobody reads without a trace, whenever the process is killed.
[[nodiscard]] absl::Status Record(events::Outbox& outbox, sql::Session& tx, const rpc::Call& call,
                                  const Access& access, absl::Time now);

// The same for what somebody did who is not, or not yet, the caller: a person who signs in.
// Citizens are written down here as well.
[[nodiscard]] absl::Status RecordBy(const rpc::Caller& actor, events::Outbox& outbox,
                                    sql::Session& tx, const rpc::Call& call, const Access& access,
                                    absl::Time now);

}  // namespace tancua::audit

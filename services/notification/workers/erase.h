#pragma once

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/clock/clock.h"
#include "common/events/event.h"
#include "common/events/outbox.h"
#include "common/retention/schedule.h"
#include "common/sql/database.h"
#include "tancua/privacy/v1/erasure.pb.h"

// The end of messages: handlers for the inbox's transaction, and workers.
namespace tancua::notification {

// Deletes the messages about the dossiers of a forgotten person, and reports it.
[[nodiscard]] absl::Status OnDossiersErased(sql::Session& tx, const events::Header& header,
                                            const privacy::v1::DossiersErased& event,
                                            events::Outbox& outbox, const Clock& clock);
[[nodiscard]] absl::Status OnDossiersHeld(sql::Session& tx, const events::Header& header,
                                          const privacy::v1::DossiersHeld& event);

// Deletes messages that an event, put off and tried again, made after the erasure; returns how
// many.
[[nodiscard]] absl::StatusOr<int> EraseLate(sql::Database& database, const Clock& clock);
// Deletes messages whose retention class has ended; returns how many.
[[nodiscard]] absl::StatusOr<int> RetainMessages(sql::Database& database, const Clock& clock,
                                                 const retention::Schedule& schedule,
                                                 retention::Metrics& metrics);

}  // namespace tancua::notification

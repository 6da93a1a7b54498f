#pragma once

#include <string_view>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/clock/clock.h"
#include "common/crypto/keyring.h"
#include "common/rpc/call.h"
#include "common/sql/database.h"
#include "google/protobuf/message.h"

namespace tancua::rpc {

// The table that Once keeps, for a service's list of migrations.
extern const char* const kRequestMigrationSql;

enum class Run {
  kFirst,     // `body` ran and is committed
  kRepeated,  // an earlier call had the same request id; nothing changed
};

// What binds the sealed answers to their column.
inline constexpr char kResponseContext[] = "requests.response";

// Runs `body` once per (caller, method, request_id), in a write transaction under `key`: a repeat
// with the same request gives the stored `response`, with another request REQUEST_ID_REUSED; a
// request_id that is no UUID gives REQUEST_ID_INVALID. Answers are kept sealed under `keys`. As in
// any transaction, `body` may run and be undone: only Run::kFirst says that it counts.
[[nodiscard]] absl::StatusOr<Run> Once(sql::Database& database, std::string_view key,
                                       const Call& call, std::string_view request_id,
                                       const crypto::Keyring& keys, const Clock& clock,
                                       const google::protobuf::Message& request,
                                       google::protobuf::Message& response,
                                       absl::FunctionRef<absl::Status(sql::Session&)> body);

// How long a repeat is recognised; a client that retries for longer must ask what became of it.
inline constexpr absl::Duration kRequestsKept = absl::Hours(7 * 24);

// Deletes at most `limit` answers stored before `bound`; returns how many.
[[nodiscard]] absl::StatusOr<int> ForgetRequests(sql::Database& database, absl::Time bound,
                                                 int limit);

}  // namespace tancua::rpc

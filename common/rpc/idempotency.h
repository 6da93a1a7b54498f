#pragma once

#include <string_view>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "common/clock/clock.h"
#include "common/crypto/keyring.h"
#include "common/rpc/call.h"
#include "common/sql/session.h"
#include "google/protobuf/message.h"

namespace tancua::rpc {

// The table that Once keeps, for a service's list of migrations.
extern const char* const kRequestMigrationSql;

// Runs `body` once per (caller, method, request_id), inside the caller's write
// transaction: a repeat with the same request gives the stored `response`, with another
// request REQUEST_ID_REUSED; a request_id that is no UUID gives REQUEST_ID_INVALID.
// Answers are kept sealed under `keys`.
[[nodiscard]] absl::Status Once(sql::Session& tx, const Call& call, std::string_view request_id,
                                const crypto::Keyring& keys, const Clock& clock,
                                const google::protobuf::Message& request,
                                google::protobuf::Message& response,
                                absl::FunctionRef<absl::Status()> body);

}  // namespace tancua::rpc

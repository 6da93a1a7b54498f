#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/redis/client.h"
#include "hiredis/hiredis.h"

// What only this folder may know of hiredis.
namespace tancua::redis {

struct FreeContext {
  void operator()(redisContext* context) const { redisFree(context); }
};
using Connection = std::unique_ptr<redisContext, FreeContext>;

// Connects to the server that `config` names, asking the Sentinels when there are any, and
// signs in. UNAVAILABLE when nobody answers or the sign-in is refused.
[[nodiscard]] absl::StatusOr<Connection> Connect(const Config& config);

// Queues one command.
[[nodiscard]] absl::Status Append(redisContext& context, const Command& command);
// Sends what is queued, then reads the next reply. UNAVAILABLE when the connection broke.
[[nodiscard]] absl::StatusOr<Reply> ReadReply(redisContext& context);

}  // namespace tancua::redis

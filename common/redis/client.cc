#include "common/redis/client.h"

#include <csignal>
#include <utility>

#include "absl/strings/match.h"
#include "common/redis/connection.h"
#include "common/status/macros.h"

namespace tancua::redis {
namespace {

// hiredis writes with write(2): a server that goes away would end the process by SIGPIPE. An
// application's own handler is left alone.
void IgnoreBrokenPipes() {
  static const bool done = [] {
    struct sigaction current = {};
    if (sigaction(SIGPIPE, nullptr, &current) == 0 && current.sa_handler == SIG_DFL) {
      std::signal(SIGPIPE, SIG_IGN);
    }
    return true;
  }();
  static_cast<void>(done);
}

// True for refusals that say "not this server, not now": it is loading, it was a master until a
// failover, or it lost its own master. Another connection may find a better one.
bool IsElsewhere(const Reply& reply) {
  if (reply.kind != Reply::Kind::kError) return false;
  for (const char* word : {"READONLY", "LOADING", "MASTERDOWN"}) {
    if (absl::StartsWith(reply.text, word)) return true;
  }
  return false;
}

}  // namespace

struct Client::Impl {
  Connection connection;

  absl::StatusOr<std::vector<Reply>> Exchange(const std::vector<Command>& commands) {
    for (const Command& command : commands) RETURN_IF_ERROR(Append(*connection, command));
    std::vector<Reply> replies;
    replies.reserve(commands.size());
    for (std::size_t i = 0; i < commands.size(); ++i) {
      ASSIGN_OR_RETURN(Reply reply, ReadReply(*connection));
      if (IsElsewhere(reply)) return absl::UnavailableError("redis: " + reply.text);
      replies.push_back(std::move(reply));
    }
    return replies;
  }
};

Client::Client(Config config) : config_(std::move(config)), impl_(std::make_unique<Impl>()) {
  IgnoreBrokenPipes();
}

Client::~Client() = default;

absl::StatusOr<std::vector<Reply>> Client::Pipeline(const std::vector<Command>& commands) {
  if (impl_->connection == nullptr) {
    ASSIGN_OR_RETURN(impl_->connection, Connect(config_));
  }
  absl::StatusOr<std::vector<Reply>> replies = impl_->Exchange(commands);
  // After an error replies may be under way that nobody waits for.
  if (!replies.ok()) impl_->connection.reset();
  return replies;
}

absl::StatusOr<Reply> Client::Run(const Command& command) {
  ASSIGN_OR_RETURN(std::vector<Reply> replies, Pipeline({command}));
  Reply reply = std::move(replies.front());
  if (reply.kind == Reply::Kind::kError) return absl::FailedPreconditionError(reply.text);
  return reply;
}

}  // namespace tancua::redis

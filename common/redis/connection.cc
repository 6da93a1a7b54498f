#include "common/redis/connection.h"

#include <sys/time.h>

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "common/status/macros.h"

namespace tancua::redis {
namespace {

struct FreeReply {
  void operator()(redisReply* reply) const { freeReplyObject(reply); }
};

Reply Convert(const redisReply& raw) {
  Reply reply;
  switch (raw.type) {
    case REDIS_REPLY_INTEGER:
      reply.kind = Reply::Kind::kInteger;
      reply.integer = raw.integer;
      break;
    case REDIS_REPLY_STRING:
      reply.kind = Reply::Kind::kString;
      reply.text.assign(raw.str, raw.len);
      break;
    case REDIS_REPLY_STATUS:
      reply.kind = Reply::Kind::kStatus;
      reply.text.assign(raw.str, raw.len);
      break;
    case REDIS_REPLY_ERROR:
      reply.kind = Reply::Kind::kError;
      reply.text.assign(raw.str, raw.len);
      break;
    case REDIS_REPLY_ARRAY:
      reply.kind = Reply::Kind::kArray;
      reply.elements.reserve(raw.elements);
      for (std::size_t i = 0; i < raw.elements; ++i) {
        reply.elements.push_back(Convert(*raw.element[i]));
      }
      break;
    default:
      reply.kind = Reply::Kind::kNil;
  }
  return reply;
}

absl::Status Broken(const redisContext& context) {
  return absl::UnavailableError(absl::StrCat("redis: ", context.errstr));
}

absl::StatusOr<Connection> Open(const std::string& address, absl::Duration timeout) {
  const timeval limit = absl::ToTimeval(timeout);
  Connection connection;
  const std::size_t colon = address.rfind(':');
  int port = 0;
  if (address.find('/') != std::string::npos) {
    connection.reset(redisConnectUnixWithTimeout(address.c_str(), limit));
  } else if (colon != std::string::npos && absl::SimpleAtoi(address.substr(colon + 1), &port)) {
    connection.reset(redisConnectWithTimeout(address.substr(0, colon).c_str(), port, limit));
  } else {
    return absl::InvalidArgumentError(
        absl::StrCat("redis: '", address, "' is neither host:port nor the path of a socket"));
  }
  if (connection == nullptr) return absl::UnavailableError("redis: out of memory");
  if (connection->err != 0) {
    return absl::UnavailableError(absl::StrCat("redis at ", address, ": ", connection->errstr));
  }
  if (redisSetTimeout(connection.get(), limit) != REDIS_OK) return Broken(*connection);
  return connection;
}

absl::StatusOr<Reply> Ask(redisContext& context, const Command& command) {
  RETURN_IF_ERROR(Append(context, command));
  return ReadReply(context);
}

absl::Status SignIn(redisContext& context, const Config& config) {
  if (config.password.value.empty()) return absl::OkStatus();
  Command auth = {"AUTH"};
  if (!config.user.empty()) auth.push_back(config.user);
  auth.push_back(config.password.value);
  ASSIGN_OR_RETURN(const Reply reply, Ask(context, auth));
  if (reply.kind != Reply::Kind::kError) return absl::OkStatus();
  return absl::UnavailableError(absl::StrCat("redis refuses the sign-in: ", reply.text));
}

// Asks one Sentinel where the master is.
absl::StatusOr<std::string> MasterBySentinel(const std::string& sentinel, const Config& config) {
  ASSIGN_OR_RETURN(const Connection connection, Open(sentinel, config.timeout));
  ASSIGN_OR_RETURN(const Reply reply, Ask(*connection, {"SENTINEL", "get-master-addr-by-name",
                                                        config.sentinel_master}));
  if (reply.kind != Reply::Kind::kArray || reply.elements.size() != 2) {
    return absl::UnavailableError(
        absl::StrCat("sentinel ", sentinel, " knows no master '", config.sentinel_master, "'"));
  }
  return absl::StrCat(reply.elements[0].text, ":", reply.elements[1].text);
}

absl::StatusOr<std::string> FindAddress(const Config& config) {
  if (config.sentinels.empty()) return config.address;
  absl::Status last;
  for (const std::string& sentinel : config.sentinels) {
    absl::StatusOr<std::string> address = MasterBySentinel(sentinel, config);
    if (address.ok()) return address;
    last = address.status();
  }
  return last;
}

}  // namespace

absl::StatusOr<Connection> Connect(const Config& config) {
  ASSIGN_OR_RETURN(const std::string address, FindAddress(config));
  ASSIGN_OR_RETURN(Connection connection, Open(address, config.timeout));
  RETURN_IF_ERROR(SignIn(*connection, config));
  return connection;
}

absl::Status Append(redisContext& context, const Command& command) {
  std::vector<const char*> words;
  std::vector<std::size_t> lengths;
  words.reserve(command.size());
  lengths.reserve(command.size());
  for (const std::string& word : command) {
    words.push_back(word.data());
    lengths.push_back(word.size());
  }
  const int count = static_cast<int>(words.size());
  if (redisAppendCommandArgv(&context, count, words.data(), lengths.data()) != REDIS_OK) {
    return Broken(context);
  }
  return absl::OkStatus();
}

absl::StatusOr<Reply> ReadReply(redisContext& context) {
  void* raw = nullptr;
  if (redisGetReply(&context, &raw) != REDIS_OK || raw == nullptr) return Broken(context);
  const std::unique_ptr<redisReply, FreeReply> reply(static_cast<redisReply*>(raw));
  return Convert(*reply);
}

}  // namespace tancua::redis

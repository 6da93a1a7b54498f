#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/config/binder.h"

namespace tancua::redis {

struct Config {
  std::string address = "127.0.0.1:6379";  // host:port, or the path of a Unix socket
  std::string user;                        // ACL user; empty: default
  config::Secret password;
  std::vector<std::string> sentinels;  // host:port each; empty: no Sentinel
  std::string sentinel_master = "tancua";
  std::string prefix = "tancua";  // first part of every key
  absl::Duration timeout = absl::Seconds(5);
};
void Bind(config::Binder& b, Config& c);

// A reply as a value: what hiredis owns does not leave this folder.
struct Reply {
  enum class Kind { kNil, kInteger, kString, kStatus, kArray, kError };
  Kind kind = Kind::kNil;
  std::int64_t integer = 0;
  std::string text;             // kString, kStatus, kError
  std::vector<Reply> elements;  // kArray
};

using Command = std::vector<std::string>;

// One connection, reconnecting on use. Not thread-safe: each worker has its own.
// Errors: UNAVAILABLE when Redis does not answer (a pipeline may have run in part),
// FAILED_PRECONDITION with Redis's own text when it refuses a command.
class Client {
 public:
  explicit Client(Config config);
  ~Client();
  [[nodiscard]] absl::StatusOr<Reply> Run(const Command& command);
  // Sends all, then reads all. A refused command is a Reply of kind kError.
  [[nodiscard]] absl::StatusOr<std::vector<Reply>> Pipeline(const std::vector<Command>& commands);
  [[nodiscard]] const Config& config() const { return config_; }

 private:
  struct Impl;
  Config config_;
  std::unique_ptr<Impl> impl_;
};

}  // namespace tancua::redis

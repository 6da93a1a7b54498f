#pragma once

#include <deque>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/synchronization/mutex.h"
#include "common/http/server.h"
#include "nlohmann/json.hpp"

namespace tancua::notification {

// Zalo and eSMS of one test, over real HTTP on a free port. They say yes unless a test has
// queued another answer.
class FakeProviders {
 public:
  struct Seen {
    std::string path;
    std::string access_token;  // header
    std::string secret_key;    // header
    std::string body;
    [[nodiscard]] nlohmann::json Json() const { return nlohmann::json::parse(body); }
  };

  static constexpr char kTokenPath[] = "/token";
  static constexpr char kZnsPath[] = "/zns";
  static constexpr char kSmsPath[] = "/sms";

  FakeProviders();
  [[nodiscard]] std::string Url(const std::string& path) const;
  // The next request to `path` is answered so.
  void Next(const std::string& path, nlohmann::json body, int status = 200,
            std::vector<std::pair<std::string, std::string>> headers = {});
  [[nodiscard]] std::vector<Seen> SeenAt(const std::string& path) const;

 private:
  http::Response Answer(http::Request& request);
  http::Response Yes(const std::string& path) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  mutable absl::Mutex mutex_;
  std::vector<Seen> seen_ ABSL_GUARDED_BY(mutex_);
  std::map<std::string, std::deque<http::Response>> queued_ ABSL_GUARDED_BY(mutex_);
  int tokens_ ABSL_GUARDED_BY(mutex_) = 0;
  std::unique_ptr<http::Server> server_;
};

}  // namespace tancua::notification

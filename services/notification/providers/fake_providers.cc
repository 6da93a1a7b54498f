#include "services/notification/providers/fake_providers.h"

#include "absl/strings/str_cat.h"

namespace tancua::notification {
namespace {

using nlohmann::json;

http::Response ResponseOf(const json& body, int status = 200) {
  http::Response response;
  response.status = status;
  response.body = body.dump();
  return response;
}

}  // namespace

FakeProviders::FakeProviders() {
  http::ServerConfig config;
  config.address = "127.0.0.1";
  config.handler_threads = 4;
  server_ =
      *http::Server::Start(config, [this](http::Request& request) { return Answer(request); });
}

std::string FakeProviders::Url(const std::string& path) const {
  return absl::StrCat("http://127.0.0.1:", server_->port(), path);
}

void FakeProviders::Next(const std::string& path, json body, int status,
                         std::vector<std::pair<std::string, std::string>> headers) {
  http::Response response = ResponseOf(body, status);
  response.headers = std::move(headers);
  absl::MutexLock lock(&mutex_);
  queued_[path].push_back(std::move(response));
}

std::vector<FakeProviders::Seen> FakeProviders::SeenAt(const std::string& path) const {
  absl::MutexLock lock(&mutex_);
  std::vector<Seen> found;
  for (const Seen& seen : seen_) {
    if (seen.path == path) found.push_back(seen);
  }
  return found;
}

http::Response FakeProviders::Answer(http::Request& request) {
  Seen seen{std::string(request.path()), std::string(request.header("access_token")),
            std::string(request.header("secret_key")), request.ReadAll(64 * 1024).value_or("")};
  absl::MutexLock lock(&mutex_);
  const std::string path = seen.path;
  seen_.push_back(std::move(seen));
  auto& queue = queued_[path];
  if (queue.empty()) return Yes(path);
  http::Response response = std::move(queue.front());
  queue.pop_front();
  return response;
}

http::Response FakeProviders::Yes(const std::string& path) {
  if (path == kTokenPath) {
    ++tokens_;
    return ResponseOf({{"access_token", absl::StrCat("access-", tokens_)},
                       {"refresh_token", absl::StrCat("refresh-", tokens_)},
                       {"expires_in", "90000"}});
  }
  if (path == kZnsPath) {
    return ResponseOf({{"error", 0}, {"message", "Success"}, {"data", {{"msg_id", "m"}}}});
  }
  return ResponseOf({{"CodeResult", "100"}, {"CountRegenerate", 0}, {"SMSID", "s"}});
}

}  // namespace tancua::notification

#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"

// An HTTP client over libcurl. Connections are kept per client.
namespace tancua::http {

struct ClientRequest {
  std::string method = "GET";
  std::string url;
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
  absl::Duration timeout = absl::Seconds(10);
};

struct ClientResponse {
  int status = 0;
  std::vector<std::pair<std::string, std::string>> headers;  // names in lower case
  std::string body;  // at most 4 MiB, else RESOURCE_EXHAUSTED
};

// How the client proves itself, and whom it believes; the system's authorities when empty.
struct ClientTls {
  std::string ca_file;  // PEM
  std::string certificate_file;
  std::string private_key_file;
};

// Thread-safe. Within a trace::Scope a request is a step of that trace: it carries `traceparent`,
// and is logged. Any HTTP answer is OK, whatever its status; UNAVAILABLE when there was no
// answer, DEADLINE_EXCEEDED after `timeout`. Follows no redirects.
class Client {
 public:
  explicit Client(ClientTls tls = {});
  ~Client();
  [[nodiscard]] absl::StatusOr<ClientResponse> Send(const ClientRequest& request);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace tancua::http

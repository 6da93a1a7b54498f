#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "common/config/binder.h"
#include "common/tls/config.h"
#include "services/gateway/state/collector.h"

namespace tancua::gateway {

struct GatewayConfig {
  std::string address = "127.0.0.1";
  int port = 8080;
  tls::Config tls;
  int io_threads = 1;
  int handler_threads = 64;
  int max_connections = 2048;
  std::int64_t json_limit = std::int64_t{1} << 20;
  std::int64_t upload_limit = std::int64_t{64} << 20;
  int max_uploads = 32;
  absl::Duration timeout = absl::Seconds(10);
  absl::Duration max_timeout = absl::Seconds(60);
  absl::Duration upload_timeout = absl::Minutes(10);
  std::vector<std::string> cors_origins;
  bool access_log = true;
  state::StateConfig state;
};

inline void Bind(config::Binder& b, GatewayConfig& c) {
  b.Value("address", c.address, "address to listen on; 0.0.0.0 for every interface");
  b.Value("port", c.port, "HTTP port; 0 takes a free one");
  b.Section("tls", "of the public port", [&c](config::Binder& t) { tls::Bind(t, c.tls); });
  b.Value("io_threads", c.io_threads, "threads that read requests");
  b.Value("handler_threads", c.handler_threads,
          "requests handled at once; threads are started only as they are needed");
  b.Value("max_connections", c.max_connections, "open connections; more are answered 503");
  b.Value("json_limit", c.json_limit, "largest JSON body, in bytes; more is answered 413");
  b.Value("upload_limit", c.upload_limit, "largest raw body, in bytes; more is answered 413");
  b.Value("max_uploads", c.max_uploads,
          "bodies that may arrive at once beyond small JSON; more are answered 429");
  b.Value("timeout", c.timeout, "deadline of a call, unless the caller sends X-Request-Timeout");
  b.Value("max_timeout", c.max_timeout, "longest deadline that a caller may ask for");
  b.Value("upload_timeout", c.upload_timeout, "deadline of a call with a raw body, either way");
  b.Value("cors_origins", c.cors_origins,
          "origins whose pages may call (\"https://app.example.vn\"); empty: none");
  b.Value("access_log", c.access_log, "one line in the log per HTTP request");
  b.Section("state", "the page /state of the admin port, for people",
            [&c](config::Binder& s) { state::Bind(s, c.state); });
}

}  // namespace tancua::gateway

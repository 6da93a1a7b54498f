#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/tls/credentials.h"

// An HTTP/1.1 server over Boost.Beast: few I/O threads, a bounded pool for handlers,
// request bodies read piece by piece as the handler asks for them.
namespace tancua::http {

struct Response {
  int status = 200;
  std::string content_type = "application/json; charset=utf-8";
  std::string body;
  std::vector<std::pair<std::string, std::string>> headers;
};

class Request {
 public:
  virtual ~Request() = default;
  [[nodiscard]] virtual std::string_view method() const = 0;  // "GET"
  [[nodiscard]] virtual std::string_view path() const = 0;    // as sent, without the query
  [[nodiscard]] virtual std::string_view query() const = 0;   // as sent, without "?"
  // Value of a header, "" when absent; `name` in any case.
  [[nodiscard]] virtual std::string_view header(std::string_view name) const = 0;
  [[nodiscard]] virtual std::string peer() const = 0;  // address of the other end
  // SHA-256 of the certificate that the other end showed, base64url (RFC 8705, x5t#S256); ""
  // when it showed none.
  [[nodiscard]] virtual std::string client_certificate_thumbprint() const { return {}; }

  // The next piece of the body (at most 64 KiB), "" at its end; blocks. UNAVAILABLE when
  // the other end went away or was too slow, RESOURCE_EXHAUSTED past `body_limit`,
  // INVALID_ARGUMENT when the body's framing is broken.
  [[nodiscard]] virtual absl::StatusOr<std::string> ReadSome() = 0;
  // True when the whole body has arrived, so that reading it cannot block. The server
  // waits for small bodies (up to 64 KiB of known length) before it calls the handler.
  [[nodiscard]] virtual bool BodyArrived() const { return false; }
  // Begins the answer while the handler still makes it: status and headers of `head`, then a body
  // of exactly `size` bytes that WriteSome sends. What the handler returns is not sent any more.
  // The connection ends with the answer; when fewer bytes follow, it ends early.
  [[nodiscard]] virtual absl::Status StartAnswer(Response head, std::int64_t size) = 0;
  // Sends a piece of the body; blocks. UNAVAILABLE when the caller went away or reads too slowly.
  [[nodiscard]] virtual absl::Status WriteSome(std::string_view piece) = 0;
  // The whole body, at most `limit` bytes, else RESOURCE_EXHAUSTED.
  [[nodiscard]] absl::StatusOr<std::string> ReadAll(std::size_t limit);
};

using Handler = std::function<Response(Request&)>;

struct ServerConfig {
  std::string address = "0.0.0.0";
  int port = 0;                           // 0 takes a free one
  const tls::Credentials* tls = nullptr;  // null: in the clear; outlives the server
  int io_threads = 1;
  int handler_threads = 64;
  int max_connections = 2048;  // more are answered 503 and closed
  std::int64_t header_limit = 16 * 1024;
  std::int64_t body_limit = std::int64_t{64} << 20;
  absl::Duration idle_timeout = absl::Seconds(60);  // between requests
  absl::Duration read_timeout = absl::Seconds(30);  // for a header, or one piece of a body
  // The answer to what never reaches the handler: 400 malformed, 413 body too large, 431
  // header too large, 501 unknown transfer coding, 503 too many connections.
  std::function<Response(int status)> refusal = nullptr;  // null: a line of plain text
  // Added to every answer.
  std::vector<std::pair<std::string, std::string>> headers = {};
};

class Server {
 public:
  // UNAVAILABLE "port 8080 is already in use" when it cannot listen.
  [[nodiscard]] static absl::StatusOr<std::unique_ptr<Server>> Start(ServerConfig config,
                                                                     Handler handler);
  virtual ~Server() = default;
  [[nodiscard]] virtual int port() const = 0;
  // Answers with "Connection: close" from now on, so that no caller that keeps its connection is in
  // the middle of a request when Drain closes it.
  virtual void TurnAway() = 0;
  // Stops accepting, answers what is under way with "Connection: close", and returns when
  // all is answered or at `deadline`.
  virtual void Drain(absl::Time deadline) = 0;
};

// Percent-decodes; nullopt when malformed.
[[nodiscard]] absl::StatusOr<std::string> UrlDecode(std::string_view text, bool plus_is_space);
[[nodiscard]] std::string UrlEncode(std::string_view text);
// "a=1&b=2" decoded, in order. Also for application/x-www-form-urlencoded bodies.
[[nodiscard]] absl::StatusOr<std::vector<std::pair<std::string, std::string>>> ParseQuery(
    std::string_view query);

}  // namespace tancua::http

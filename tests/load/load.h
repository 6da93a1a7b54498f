#pragma once

#include <functional>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"

// Callers that press as hard as they can, with a fixed number of calls in flight.
namespace tancua::load {

inline constexpr int kInFlight = 64;

// What a run of calls came to.
struct Load {
  double per_second = 0;
  double p50_ms = 0;
  double p99_ms = 0;
};

// Calls the unary RPC `path` ("/package.Service/Method") of `target` for `duration` with a request
// by `next(n)` for the n-th call. The first error ends the run and is returned.
using NextRequest = std::function<std::string(int n)>;
[[nodiscard]] absl::StatusOr<Load> LoadGrpc(const std::string& target, const std::string& path,
                                            const std::string& access_token,
                                            absl::Duration duration, const NextRequest& next);

// Files dossiers at `url` for `duration` with wrk and filing.lua, whose input is the file `input`.
[[nodiscard]] absl::StatusOr<Load> LoadHttp(const std::string& url, absl::Duration duration,
                                            const std::string& input);
inline constexpr char kEchoPath[] = "/echo.Echo/Echo";
// Serves kEchoPath on a free port: a synchronous gRPC server, as ours are, that does nothing.
class EchoServer {
 public:
  EchoServer();
  ~EchoServer();
  [[nodiscard]] const std::string& target() const { return target_; }

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
  std::string target_;
};

}  // namespace tancua::load

#pragma once

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/rpc/pipeline.h"
#include "common/tls/credentials.h"

namespace tancua::rpc {

// Serves what a pipeline knows over gRPC, with reflection and the standard health
// service (SERVING only between SetServing(true) and Drain).
class GrpcServer {
 public:
  struct Config {
    std::string address = "0.0.0.0";
    int port = 0;  // 0 takes a free one
    int max_threads = 256;
    const tls::Credentials* tls = nullptr;  // null: in the clear; outlives the server
    // Names in client certificates of those who may say whose call they hand on.
    std::vector<std::string> forwarders = {};
  };
  // UNAVAILABLE "port 7102 is already in use" when it cannot listen.
  [[nodiscard]] static absl::StatusOr<std::unique_ptr<GrpcServer>> Start(const Config& config,
                                                                         Pipeline& pipeline);
  virtual ~GrpcServer() = default;
  [[nodiscard]] virtual int port() const = 0;
  virtual void SetServing(bool serving) = 0;
  // Lets calls under way finish until `deadline`, then cancels them.
  virtual void Drain(absl::Time deadline) = 0;
};

}  // namespace tancua::rpc

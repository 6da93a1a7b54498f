#include "services/gateway/module.h"

#include <utility>

#include "absl/strings/str_join.h"
#include "common/http/server.h"
#include "common/log/log.h"
#include "common/status/macros.h"
#include "services/gateway/api_files.h"
#include "services/gateway/config.h"
#include "services/gateway/gateway.h"
#include "services/gateway/openapi.h"
#include "services/gateway/pages.h"
#include "services/gateway/state/admin_page.h"

namespace tancua::gateway {
namespace {

http::ServerConfig ServerConfigOf(const GatewayConfig& config, const tls::Credentials* tls,
                                  Gateway& gateway) {
  http::ServerConfig server;
  server.tls = tls;
  server.address = config.address;
  server.port = config.port;
  server.io_threads = config.io_threads;
  server.handler_threads = config.handler_threads;
  server.max_connections = config.max_connections;
  server.body_limit = std::max(config.json_limit, config.upload_limit);
  server.refusal = [&gateway](int status) { return gateway.Refusal(status); };
  server.headers = {
      {"Cache-Control", "no-store"},
      {"Content-Security-Policy", ContentSecurityPolicy()},
      {"Referrer-Policy", "no-referrer"},
      {"X-Content-Type-Options", "nosniff"},
  };
  if (tls != nullptr) server.headers.emplace_back("Strict-Transport-Security", "max-age=31536000");
  return server;
}

// Listens while it runs. Invokers are there only from the start on.
class GatewayComponent final : public runtime::Host::Component {
 public:
  GatewayComponent(const GatewayConfig& config, const tls::Credentials* tls, runtime::Host& host)
      : config_(config), tls_(tls), host_(host) {}

  absl::Status Start() override {
    ASSIGN_OR_RETURN(const auto descriptors, ApiDescriptorSet());
    ASSIGN_OR_RETURN(const auto files, LinkedFiles(descriptors));
    ASSIGN_OR_RETURN(std::string openapi, OpenApi(files, descriptors));
    ASSIGN_OR_RETURN(
        gateway_, Gateway::Build(config_,
                                 {.clock = host_.clock(),
                                  .ids = host_.ids(),
                                  .metrics = host_.metrics(),
                                  .invoker = [this](const std::string& service) -> rpc::Invoker& {
                                    return host_.invoker(service);
                                  }},
                                 files, std::move(openapi)));
    ASSIGN_OR_RETURN(server_, http::Server::Start(ServerConfigOf(config_, tls_, *gateway_),
                                                  [this](http::Request& request) {
                                                    return gateway_->Handle(request);
                                                  }));
    log::Info("gateway.listening", {{"address", config_.address}, {"port", server_->port()}});
    return absl::OkStatus();
  }

  void TurnAway() override {
    if (server_ != nullptr) server_->TurnAway();
  }

  void Stop(absl::Time deadline) override {
    if (server_ != nullptr) server_->Drain(deadline);
  }

 private:
  const GatewayConfig config_;
  const tls::Credentials* const tls_;
  runtime::Host& host_;
  std::unique_ptr<Gateway> gateway_;
  std::unique_ptr<http::Server> server_;
};

class GatewayModule final : public runtime::Module {
 public:
  std::string_view name() const override { return "gateway"; }
  Needs needs() const override { return {}; }
  void BindConfig(config::Binder& binder) override { Bind(binder, config_); }
  std::vector<std::string> ProductionProblems() const override {
    return tls::ProductionProblems(config_.tls, "gateway.tls");
  }
  absl::Status Build(runtime::Host& host) override {
    if (const auto problems = tls::Problems(config_.tls, "gateway.tls"); !problems.empty()) {
      return absl::InvalidArgumentError(absl::StrJoin(problems, "\n"));
    }
    ASSIGN_OR_RETURN(const tls::Credentials* tls, host.LoadCertificates("gateway", config_.tls));
    state::AddAdminPage(config_.state, host);
    host.AddComponent("gateway", std::make_unique<GatewayComponent>(config_, tls, host));
    return absl::OkStatus();
  }

 private:
  GatewayConfig config_;
};

}  // namespace

std::unique_ptr<runtime::Module> NewModule() { return std::make_unique<GatewayModule>(); }

}  // namespace tancua::gateway

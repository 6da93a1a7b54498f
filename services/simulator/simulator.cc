#include "services/simulator/simulator.h"

#include <filesystem>
#include <utility>

#include "common/status/macros.h"
#include "services/simulator/deps.h"

namespace tancua::simulator {
namespace {

std::string Below(const std::string& root, const std::string& path) {
  return (std::filesystem::path(root) / path).string();  // an absolute `path` stays itself
}

}  // namespace

absl::StatusOr<std::unique_ptr<Simulator>> Simulator::Build(SimulatorConfig config,
                                                            const std::string& asset_dir,
                                                            const Clock& clock, Ids& ids) {
  ASSIGN_OR_RETURN(auto citizens, LoadPersons(Below(asset_dir, config.persons_file)));
  ASSIGN_OR_RETURN(auto staff, LoadPersons(Below(asset_dir, config.staff_file)));
  ASSIGN_OR_RETURN(auto templates, LoadZnsTemplates(Below(asset_dir, config.zns_templates_dir)));
  return std::unique_ptr<Simulator>(new Simulator(
      std::move(config), std::move(citizens), std::move(staff), std::move(templates), clock, ids));
}

Simulator::Simulator(SimulatorConfig config, std::vector<Person> citizens,
                     std::vector<Person> staff, ZnsTemplates zns_templates, const Clock& clock,
                     Ids& ids)
    : config_(std::move(config)),
      citizens_(std::move(citizens)),
      staff_(std::move(staff)),
      zns_templates_(std::move(zns_templates)),
      messages_(static_cast<std::size_t>(config_.messages_kept)),
      address_(config_.public_url, config_.address),
      parties_(NewParties(
          {clock, ids, config_, address_, citizens_, staff_, zns_templates_, messages_})) {
  for (const auto& party : parties_) party->Register(router_);
}

absl::Status Simulator::Start() {
  http::ServerConfig server;
  server.address = config_.address;
  server.port = config_.port;
  ASSIGN_OR_RETURN(server_, http::Server::Start(server, [this](http::Request& request) {
                     return router_.Serve(request);
                   }));
  address_.SetPort(server_->port());
  return absl::OkStatus();
}

void Simulator::Stop(absl::Time deadline) {
  if (server_ != nullptr) server_->Drain(deadline);
}

}  // namespace tancua::simulator

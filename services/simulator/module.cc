#include "services/simulator/module.h"

#include <utility>

#include "common/status/macros.h"
#include "services/simulator/simulator.h"

namespace tancua::simulator {
namespace {

class SimulatorComponent final : public runtime::Host::Component {
 public:
  explicit SimulatorComponent(std::unique_ptr<Simulator> simulator)
      : simulator_(std::move(simulator)) {}
  absl::Status Start() override { return simulator_->Start(); }
  void Stop(absl::Time deadline) override { simulator_->Stop(deadline); }

 private:
  const std::unique_ptr<Simulator> simulator_;
};

class SimulatorModule final : public runtime::Module {
 public:
  std::string_view name() const override { return "simulator"; }
  Needs needs() const override { return {}; }
  void BindConfig(config::Binder& binder) override { Bind(binder, config_); }
  std::vector<std::string> ProductionProblems() const override {
    if (!config_.enabled) return {};
    return {
        "simulator.enabled must be false: the simulator hands out invented identities and does not "
        "run in production"};
  }
  absl::Status Build(runtime::Host& host) override {
    if (!config_.enabled) return absl::OkStatus();
    ASSIGN_OR_RETURN(auto simulator,
                     Simulator::Build(config_, host.asset_dir(), host.clock(), host.ids()));
    host.AddComponent("simulator", std::make_unique<SimulatorComponent>(std::move(simulator)));
    return absl::OkStatus();
  }

 private:
  SimulatorConfig config_;
};

}  // namespace

std::unique_ptr<runtime::Module> NewModule() { return std::make_unique<SimulatorModule>(); }

}  // namespace tancua::simulator

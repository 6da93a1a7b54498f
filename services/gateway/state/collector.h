#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "common/clock/clock.h"
#include "common/config/binder.h"
#include "common/http/client.h"
#include "common/rpc/invoker.h"
#include "services/gateway/state/state.h"

namespace tancua::gateway::state {

struct StateConfig {
  std::string ward;     // code of the ward whose figures are shown
  std::string ca_file;  // of the certificates of other processes' admin ports
  // Admin addresses of services that run in other processes; empty ones are not asked.
  std::map<std::string, std::string> processes = {
      {"identity", ""}, {"dossier", ""}, {"notification", ""}, {"survey", ""}, {"statistics", ""}};
};
void Bind(config::Binder& binder, StateConfig& config);

// Asks this process, the others and the service of figures how they are.
class Collector {
 public:
  struct Deps {
    const Clock& clock;
    std::vector<std::string> services;                            // that run in this process
    std::function<std::string(std::string_view path)> own_admin;  // runtime::Host::AdminText
    rpc::Invoker& statistics;
  };
  Collector(StateConfig config, Deps deps);

  // Takes a second at most for each thing that does not answer. Thread-safe.
  [[nodiscard]] State Collect();

 private:
  using Ask = std::function<absl::StatusOr<std::string>(std::string_view path)>;
  void CollectProcess(const std::string& name, const Ask& ask, State& state);
  absl::StatusOr<std::string> AskOther(const std::string& url, std::string_view path);
  absl::StatusOr<Figures> Today(absl::Time now);

  const StateConfig config_;
  const Deps deps_;
  http::Client http_;
};

}  // namespace tancua::gateway::state

#pragma once

#include <memory>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/clock/clock.h"
#include "common/http/server.h"
#include "common/id/ids.h"
#include "services/simulator/address.h"
#include "services/simulator/config.h"
#include "services/simulator/delivery/message_log.h"
#include "services/simulator/parties.h"
#include "services/simulator/persons.h"
#include "services/simulator/router.h"
#include "services/simulator/zalo/zns_templates.h"

namespace tancua::simulator {

// All simulated parties behind one HTTP server; the module runs it, tests start it themselves.
class Simulator {
 public:
  // `asset_dir` is where relative paths of the configuration start.
  [[nodiscard]] static absl::StatusOr<std::unique_ptr<Simulator>> Build(
      SimulatorConfig config, const std::string& asset_dir, const Clock& clock, Ids& ids);

  [[nodiscard]] absl::Status Start();
  void Stop(absl::Time deadline);
  // "http://127.0.0.1:8090"; after Start.
  [[nodiscard]] std::string url() const { return address_.Url(); }
  [[nodiscard]] const std::vector<Person>& citizens() const { return citizens_; }

 private:
  Simulator(SimulatorConfig config, std::vector<Person> citizens, std::vector<Person> staff,
            ZnsTemplates zns_templates, const Clock& clock, Ids& ids);

  const SimulatorConfig config_;
  const std::vector<Person> citizens_;
  const std::vector<Person> staff_;
  const ZnsTemplates zns_templates_;
  MessageLog messages_;
  PublicAddress address_;
  std::vector<std::unique_ptr<Party>> parties_;
  Router router_;
  std::unique_ptr<http::Server> server_;
};

}  // namespace tancua::simulator

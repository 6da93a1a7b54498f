#pragma once

#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/http/client.h"
#include "tancua/dossier/v1/dossier_service.pb.h"
#include "tests/partner/client.h"
#include "tests/support/deployment.h"

namespace tancua::load {

// A running installation and a citizen who files, again and again, an application that needs no
// papers. Messages go nowhere, so that the simulator's work is not counted as the suite's.
class Installation {
 public:
  // `environment`: as for testing::Deployment.
  explicit Installation(testing::Deployment::Shape shape,
                        std::map<std::string, std::string> environment = {});

  [[nodiscard]] absl::Status Start();
  [[nodiscard]] testing::Deployment& deployment() { return deployment_; }
  [[nodiscard]] const std::string& access_token() const { return citizen_.access_token; }

  // The n-th FileDossierRequest, serialized; each has a request id of its own.
  [[nodiscard]] std::string FilingRequest(int n) const;
  // The file that filing.lua wants.
  [[nodiscard]] std::string FilingScriptInput() const;

  // The sum of the samples of a metric of `process` whose labels contain `labels`.
  [[nodiscard]] absl::StatusOr<double> Metric(const std::string& process, const std::string& name,
                                              const std::string& labels = "");
  // Processor time that the threads of `process` have used so far, by name; that of threads which
  // have ended is under "ended".
  using CpuTimes = std::map<std::string, absl::Duration>;
  [[nodiscard]] CpuTimes CpuTimesOf(const std::string& process);

 private:
  testing::Deployment deployment_;
  http::Client http_;
  partner::Session citizen_;
  std::vector<nlohmann::json> applications_;  // one a ward
  std::vector<dossier::v1::FileDossierRequest> requests_;
};

}  // namespace tancua::load

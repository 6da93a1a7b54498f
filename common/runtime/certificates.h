#pragma once

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/clock/clock.h"
#include "common/runtime/worker.h"
#include "common/tls/credentials.h"
#include "prometheus/counter.h"
#include "prometheus/family.h"
#include "prometheus/gauge.h"
#include "prometheus/registry.h"

namespace tancua::runtime {

// The certificates of a process's listeners: read at the start, watched while it runs.
class Certificates {
 public:
  Certificates(const Clock& clock, prometheus::Registry& metrics);

  // Null when `config` is off. Lives as long as this. `listener`: label of the metrics. Before
  // the worker runs.
  [[nodiscard]] absl::StatusOr<const tls::Credentials*> Load(std::string listener,
                                                             const tls::Config& config);
  [[nodiscard]] bool empty() const { return watched_.empty(); }
  // Looks whether files have changed; a replacement that does not work is logged and counted.
  [[nodiscard]] Worker ReloadWorker();

 private:
  struct Watched {
    std::string listener;
    std::unique_ptr<tls::Credentials> credentials;
  };
  // Returns how many have changed.
  int ReloadAll();
  [[nodiscard]] bool Reload(Watched& watched);
  void ShowExpiry(const Watched& watched);

  const Clock& clock_;
  prometheus::Family<prometheus::Gauge>& expiry_;
  prometheus::Family<prometheus::Counter>& reloads_;
  std::vector<Watched> watched_;
};

}  // namespace tancua::runtime

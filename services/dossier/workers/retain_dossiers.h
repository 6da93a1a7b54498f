#pragma once

#include <cstdint>
#include <vector>

#include "absl/status/statusor.h"
#include "common/retention/schedule.h"
#include "services/dossier/deps.h"
#include "services/dossier/store/retention.h"

namespace tancua::dossier::workers {

// Deletes dossiers whose retention class has ended. Each run looks at a batch of closed dossiers,
// oldest first, and returns how many, so that it goes on until all were seen; then from the
// start.
class RetainDossiers {
 public:
  RetainDossiers(const Deps& deps, const retention::Schedule& schedule, retention::Metrics& metrics)
      : deps_(deps), schedule_(schedule), metrics_(metrics) {}
  [[nodiscard]] absl::StatusOr<int> RunOnce();

 private:
  // Those past their class; counts the ones of classes that are a dry run.
  [[nodiscard]] std::vector<store::ClosedDossier> PastTheirClass(
      const std::vector<store::ClosedDossier>& closed, absl::Time now);

  const Deps& deps_;
  const retention::Schedule& schedule_;
  retention::Metrics& metrics_;
  store::ClosedDossier last_;
  std::int64_t due_ = 0;
};

}  // namespace tancua::dossier::workers

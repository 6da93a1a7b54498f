#include "services/dossier/workers/retain_dossiers.h"

#include "common/status/macros.h"

namespace tancua::dossier::workers {
namespace {

constexpr int kRetentionBatch = 200;
constexpr char kRecord[] = "dossiers";
// No class is shorter than a year.
constexpr absl::Duration kShortest = absl::Hours(24 * 365);

}  // namespace

std::vector<store::ClosedDossier> RetainDossiers::PastTheirClass(
    const std::vector<store::ClosedDossier>& closed, absl::Time now) {
  std::vector<store::ClosedDossier> past;
  for (const store::ClosedDossier& dossier : closed) {
    const retention::Class* found = schedule_.Find(kRecord, dossier.procedure);
    if (found == nullptr || found->permanent || dossier.finish_time >= found->CutOff(now)) {
      continue;
    }
    if (found->verified) {
      past.push_back(dossier);
    } else {
      ++due_;
    }
  }
  return past;
}

absl::StatusOr<int> RetainDossiers::RunOnce() {
  const absl::Time now = deps_.clock.Now();
  ASSIGN_OR_RETURN(const auto closed, deps_.database.Read([&](sql::Session& tx) {
    return store::ClosedBefore(tx, now - kShortest, last_, kRetentionBatch);
  }));
  const auto past = PastTheirClass(closed, now);
  if (!past.empty()) {
    ASSIGN_OR_RETURN(
        const std::int64_t deleted,
        deps_.database.Write("retention", [&](sql::Session& tx) -> absl::StatusOr<std::int64_t> {
          std::int64_t count = 0;
          for (const store::ClosedDossier& dossier : past) {
            ASSIGN_OR_RETURN(const bool gone, store::DeleteDossier(tx, dossier.code));
            count += gone ? 1 : 0;
          }
          return count;
        }));
    metrics_.CountRemoved(kRecord, deleted);
  }
  if (static_cast<int>(closed.size()) == kRetentionBatch) {
    last_ = closed.back();
    return kRetentionBatch;
  }
  metrics_.SetDue(kRecord, due_);
  due_ = 0;
  last_ = store::ClosedDossier();
  return 0;
}

}  // namespace tancua::dossier::workers

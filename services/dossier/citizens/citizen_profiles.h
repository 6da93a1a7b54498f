#pragma once

#include <cstddef>
#include <deque>
#include <string>
#include <unordered_map>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "common/clock/clock.h"
#include "common/rpc/call.h"
#include "common/rpc/invoker.h"
#include "services/dossier/domain/applicant.h"

namespace tancua::dossier::citizens {

// The profiles of citizens who call, as the identity service states them. A profile is kept in
// memory for a short time, since one citizen uploads, files and reads within minutes. Thread-safe.
class CitizenProfiles {
 public:
  // `identity` calls the identity service. Keeps up to `capacity` profiles for `ttl` each.
  CitizenProfiles(rpc::Invoker& identity, const Clock& clock, std::size_t capacity,
                  absl::Duration ttl)
      : identity_(identity), clock_(clock), capacity_(capacity), ttl_(ttl) {}

  // The calling citizen, asked for with their own token.
  [[nodiscard]] absl::StatusOr<domain::Applicant> Get(const rpc::Call& call);

 private:
  struct Kept {
    domain::Applicant profile;
    absl::Time until;
  };

  [[nodiscard]] bool FindKept(const std::string& subject, domain::Applicant& profile);
  void Keep(const std::string& subject, const domain::Applicant& profile);

  rpc::Invoker& identity_;
  const Clock& clock_;
  const std::size_t capacity_;
  const absl::Duration ttl_;
  absl::Mutex mutex_;
  std::unordered_map<std::string, Kept> kept_ ABSL_GUARDED_BY(mutex_);
  // Subjects in the order they were kept: that is the order in which they expire.
  std::deque<std::string> order_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace tancua::dossier::citizens

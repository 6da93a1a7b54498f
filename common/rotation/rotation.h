#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "common/clock/clock.h"
#include "common/crypto/keyring.h"
#include "common/rotation/place.h"
#include "common/sql/database.h"
#include "prometheus/gauge.h"
#include "prometheus/registry.h"

// How sealed values follow the keys while the service works.
namespace tancua::rotation {

// The table key_uses, for a service's list of migrations: the keys that values may stand under,
// and when a process was last seen to seal with each. It makes the check at start cheap.
extern const char* const kMigrationSql;

// What an operator is told.
struct Progress {
  std::map<std::string, std::int64_t> pending;  // by place: values not under the sealing key
  std::set<std::string> keys_in_use;            // no line of these may be removed
};

// Moves the values of one service to the sealing key. A pass goes through every place; when nothing
// is left and no process has sealed with the old key for a while, the key is out of use. Passes run
// only while another key than the sealing one is in use, and not while a line is opens-only: then
// the sealing key is about to be replaced, and replicas may disagree which one it is.
class Rotation {
 public:
  struct Parts {
    std::string service;
    sql::Database& database;
    const crypto::Keyring& keys;
    std::vector<std::unique_ptr<Place>> places;
    const Clock& clock;
    prometheus::Registry& metrics;
    // How often a process says which key it seals with. A key is out of use when nobody has said
    // so for kPatience times as long: what such a process sealed was seen by the last pass.
    absl::Duration interval;
  };
  static constexpr int kPatience = 6;

  // FAILED_PRECONDITION, naming place and number, when values stand under a key that is missing.
  [[nodiscard]] static absl::StatusOr<std::unique_ptr<Rotation>> Open(Parts parts);

  // Does one batch; returns how much it did, 0 when there is nothing to do for now.
  [[nodiscard]] absl::StatusOr<int> RunOnce();
  // To be called before the process takes `next` for its keys. FAILED_PRECONDITION when a key that
  // is in use is missing there.
  [[nodiscard]] absl::Status Admit(const crypto::KeyIds& next);
  [[nodiscard]] Progress progress() const;  // thread-safe

 private:
  struct Pass {
    std::string key_id;
    absl::Time began;
    std::size_t place = 0;
    int moved = 0;  // in this place
  };
  using Uses = std::map<std::string, absl::Time>;  // key id → last seen

  explicit Rotation(Parts parts);
  [[nodiscard]] absl::StatusOr<Uses> LoadUses();
  [[nodiscard]] absl::Status Note(const std::vector<std::string>& key_ids);
  [[nodiscard]] absl::Status CheckMissing(const Uses& uses, const crypto::KeyIds& ids);
  [[nodiscard]] absl::StatusOr<int> BeginPass(const std::string& key_id);
  [[nodiscard]] absl::StatusOr<int> Continue();
  [[nodiscard]] absl::StatusOr<int> EndPass();
  [[nodiscard]] absl::Status Retire(const Pass& pass);
  // Counts what is left in every place; returns the sum.
  [[nodiscard]] absl::StatusOr<std::int64_t> Measure(const std::string& key_id);
  void SetPending(const std::string& place, std::int64_t count);
  void SetInUse(const Uses& uses);

  const Parts parts_;
  std::map<std::string, prometheus::Gauge*> gauges_;
  std::optional<Pass> pass_;
  std::string noted_key_;
  absl::Time noted_at_ = absl::InfinitePast();
  absl::Time next_pass_ = absl::InfinitePast();
  std::string waited_for_;  // the sealing key that next_pass_ belongs to

  mutable absl::Mutex mutex_;
  Progress progress_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace tancua::rotation

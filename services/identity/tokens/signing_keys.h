#pragma once

#include <memory>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "common/clock/clock.h"
#include "common/jose/jwt.h"
#include "nlohmann/json.hpp"

namespace tancua::identity {

// The keys that sign access tokens. All are published; one signs: the one whose time came last.
// The id of a key is its thumbprint (RFC 7638), so that every replica and every restart names
// the same key alike. Thread-safe.
class SigningKeys {
 public:
  // One key, `pem` P-256, for ever.
  [[nodiscard]] static absl::StatusOr<std::unique_ptr<SigningKeys>> FromPem(const std::string& pem,
                                                                            const Clock& clock);
  // The files of `folder`, each named after the UTC time from which its key signs:
  // 2026-11-25T0400Z.pem. The names decide, so that all replicas decide alike. A key that
  // appears later than `publish_before` its time signs only so long after it was seen.
  [[nodiscard]] static absl::StatusOr<std::unique_ptr<SigningKeys>> FromFolder(
      std::string folder, absl::Duration publish_before, const Clock& clock);

  [[nodiscard]] std::shared_ptr<const jose::Signer> Current() const;
  // Since when it signs; InfinitePast for one key for ever.
  [[nodiscard]] absl::Time CurrentSince() const;
  // Of every key, in the order in which they sign.
  [[nodiscard]] std::vector<nlohmann::json> PublicJwks() const;

  // Reads the folder again: true when its keys have changed. After an error the keys stay.
  [[nodiscard]] absl::StatusOr<bool> Reload();

 private:
  struct Key {
    absl::Time signs_from;
    std::string id;
    std::shared_ptr<const jose::Signer> signer;
  };
  using Keys = std::vector<Key>;

  SigningKeys(std::string folder, absl::Duration publish_before, const Clock& clock)
      : folder_(std::move(folder)), publish_before_(publish_before), clock_(clock) {}
  [[nodiscard]] static absl::StatusOr<Key> MakeKey(const std::string& pem, absl::Time signs_from);
  [[nodiscard]] absl::StatusOr<Keys> ReadFolder() const;
  // Somebody has to sign: when no key's time has come, it is the first of them.
  [[nodiscard]] const Key& Signing() const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  // Takes over what is known of the keys that stay, and holds back those that come too late.
  void Settle(Keys& keys) const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  const std::string folder_;  // "": one key for ever
  const absl::Duration publish_before_;
  const Clock& clock_;
  mutable absl::Mutex mutex_;
  Keys keys_ ABSL_GUARDED_BY(mutex_);  // by signs_from; never empty once made
};

}  // namespace tancua::identity

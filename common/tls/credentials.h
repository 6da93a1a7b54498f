#pragma once

#include <openssl/ssl.h>

#include <memory>
#include <string>

#include "absl/base/thread_annotations.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "common/clock/clock.h"
#include "common/tls/config.h"

namespace tancua::tls {

// One state of the configured files, checked: the key fits the certificate, nothing is expired.
struct Material {
  std::string certificate_chain;  // PEM, as read
  std::string private_key;
  std::string ca;  // "" when none is configured
  absl::Time expires_at;
  std::shared_ptr<SSL_CTX> server;  // for listeners over OpenSSL
};

// The certificates of one configuration, read again when their files change. A replacement that
// does not work is refused and the old state stays. Thread-safe.
class Credentials {
 public:
  // `config` must be on. The error says which file is wrong.
  [[nodiscard]] static absl::StatusOr<std::unique_ptr<Credentials>> Load(Config config,
                                                                         const Clock& clock);

  [[nodiscard]] std::shared_ptr<const Material> current() const;
  // True when the files have changed and their new state is in use from now on. An error for
  // each new state that was refused, once.
  [[nodiscard]] absl::StatusOr<bool> Reload();

  [[nodiscard]] const Config& config() const { return config_; }

 private:
  Credentials(Config config, const Clock& clock) : config_(std::move(config)), clock_(clock) {}

  const Config config_;
  const Clock& clock_;
  absl::Mutex reload_mutex_;
  std::string last_seen_ ABSL_GUARDED_BY(reload_mutex_);  // digest of the files
  mutable absl::Mutex mutex_;
  std::shared_ptr<const Material> current_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace tancua::tls

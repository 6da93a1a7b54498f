#pragma once

#include <sys/types.h>

#include <memory>
#include <string>

#include "absl/time/time.h"

namespace tancua::testing {

// A certificate authority of a test's own. All texts are PEM; keys are P-256.
class CertificateAuthority {
 public:
  explicit CertificateAuthority(const std::string& name);
  ~CertificateAuthority();

  struct Issued {
    std::string certificate;
    std::string private_key;
  };
  // For the DNS names `name` and localhost and the address 127.0.0.1, valid from an hour ago on
  // for an hour and `life`.
  [[nodiscard]] Issued Issue(const std::string& name, absl::Duration life = absl::Hours(24)) const;

  [[nodiscard]] const std::string& certificate() const { return certificate_; }

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
  std::string certificate_;
};

// Puts `text` in the place of the file `path` at once, with `mode` whatever the umask says.
void ReplaceFile(const std::string& path, const std::string& text, mode_t mode = 0600);

}  // namespace tancua::testing

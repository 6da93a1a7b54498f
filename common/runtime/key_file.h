#pragma once

#include <functional>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/config/binder.h"
#include "common/crypto/keyring.h"

namespace tancua::runtime {

// Keys that change when their file does, without a restart.
class KeyFile {
 public:
  // `name` is for the log. `admit` may refuse keys, or prepare for them, before they are taken.
  using Admit = std::function<absl::Status(const crypto::KeyIds& next)>;
  KeyFile(std::string name, const config::Secret& secret, crypto::Keyring keys, Admit admit)
      : name_(std::move(name)),
        path_(secret.path),
        text_(secret.value),
        keys_(std::move(keys)),
        admit_(std::move(admit)) {}

  [[nodiscard]] const crypto::Keyring& keys() const { return keys_; }
  // Reads the file again; returns 1 when other keys were taken, 0 when it is as it was. An error
  // leaves the keys as they are, and is met again until the file is mended.
  [[nodiscard]] absl::StatusOr<int> Reread();

 private:
  const std::string name_;
  const std::string path_;
  std::string text_;
  crypto::Keyring keys_;
  const Admit admit_;
};

}  // namespace tancua::runtime

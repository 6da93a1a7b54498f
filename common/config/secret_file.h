#pragma once

#include <string>
#include <vector>

namespace tancua::config {

// A file that a secret was read from.
struct SecretFile {
  std::string key;  // "identity.signing_key_file"
  std::string path;
};

// Why `path` is no place for a secret, as the rest of a sentence that begins with the path; ""
// when nothing is wrong. Nobody but its owner may read it; its group too when it is root's,
// because that is how Kubernetes hands secrets to a process that is not root.
[[nodiscard]] std::string ExposureOf(const std::string& path);

// True when `path` lies somewhere below `folder`, links followed.
[[nodiscard]] bool LiesBelow(const std::string& path, const std::string& folder);

}  // namespace tancua::config

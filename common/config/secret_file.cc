#include "common/config/secret_file.h"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <system_error>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"

namespace tancua::config {

std::string ExposureOf(const std::string& path) {
  struct stat info {};
  if (stat(path.c_str(), &info) != 0) return "cannot be read";
  const bool by_root = info.st_uid == 0 && geteuid() != 0;
  const mode_t others = by_root ? 0037 : 0077;
  if ((info.st_mode & others) == 0) return "";
  return absl::StrFormat("is open to others than its owner (mode %04o): chmod 600",
                         info.st_mode & 07777);
}

bool LiesBelow(const std::string& path, const std::string& folder) {
  if (folder.empty()) return false;
  std::error_code ignored;
  const auto inner = std::filesystem::weakly_canonical(path, ignored);
  const auto outer = std::filesystem::weakly_canonical(folder, ignored);
  return std::mismatch(outer.begin(), outer.end(), inner.begin(), inner.end()).first == outer.end();
}

}  // namespace tancua::config

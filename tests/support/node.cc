#include "tests/support/node.h"

#include <filesystem>

#include "absl/strings/str_cat.h"
#include "common/status/macros.h"
#include "tests/support/command.h"

namespace tancua::testing {

namespace fs = std::filesystem;

absl::StatusOr<std::string> InstallNodePrograms(const std::string& folder) {
  const std::string source = absl::StrCat(TANCUA_SOURCE_DIR "/tests/", folder);
  const std::string installed = absl::StrCat(TANCUA_BIN_DIR "/node/", folder);
  std::error_code error;
  fs::create_directories(installed, error);
  fs::copy(source, installed, fs::copy_options::overwrite_existing | fs::copy_options::recursive,
           error);
  if (error) return absl::UnknownError(absl::StrCat("cannot write ", installed));
  const std::string done = installed + "/node_modules/.package-lock.json";
  if (!fs::exists(done) ||
      fs::last_write_time(done) < fs::last_write_time(source + "/package-lock.json")) {
    RETURN_IF_ERROR(
        Output("npm ci --loglevel=error --no-audit --no-fund --prefix " + installed + " 2>&1")
            .status());
  }
  return installed;
}

}  // namespace tancua::testing

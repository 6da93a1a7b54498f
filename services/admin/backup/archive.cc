#include "services/admin/backup/archive.h"

#include "common/status/macros.h"
#include "services/admin/backup/pipe.h"

namespace tancua::admin::backup {

absl::Status Seal(const std::string& folder, const std::vector<std::string>& paths,
                  const std::string& recipients_file, const std::string& file) {
  Words tar = {"tar", "--create", "--directory=" + folder, "--"};
  tar.insert(tar.end(), paths.begin(), paths.end());
  return RunPipe({tar, {"age", "--encrypt", "--recipients-file", recipients_file}}, "", file);
}

absl::Status Open(const std::string& file, const std::string& identity_file,
                  const std::string& folder) {
  return RunPipe({{"age", "--decrypt", "--identity", identity_file},
                  {"tar", "--extract", "--directory=" + folder}},
                 file, "");
}

}  // namespace tancua::admin::backup

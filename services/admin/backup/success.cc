#include "services/admin/backup/success.h"

#include <filesystem>
#include <fstream>

#include "absl/strings/str_cat.h"
#include "common/runtime/backup_age.h"

namespace tancua::admin::backup {

absl::Status NoteSuccess(const std::string& data_dir, absl::Time begin) {
  const std::string file = runtime::BackupFile(data_dir);
  const std::string fresh = file + ".new";
  std::ofstream out(fresh);
  out << "tancua_backup_last_success_timestamp_seconds " << absl::ToUnixSeconds(begin) << "\n"
      << std::flush;
  std::error_code error;
  if (out) std::filesystem::rename(fresh, file, error);
  if (out && !error) return absl::OkStatus();
  return absl::UnavailableError(absl::StrCat("cannot write ", file));
}

}  // namespace tancua::admin::backup

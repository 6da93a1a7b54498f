#include "services/admin/backup/success.h"

#include "absl/strings/str_cat.h"
#include "common/runtime/backup_age.h"
#include "services/admin/replace_file.h"

namespace tancua::admin::backup {

absl::Status NoteSuccess(const std::string& data_dir, absl::Time begin) {
  // The services read it, whoever made the backup.
  constexpr mode_t kForAll = 0644;
  return ReplaceFile(runtime::BackupFile(data_dir),
                     absl::StrCat("tancua_backup_last_success_timestamp_seconds ",
                                  absl::ToUnixSeconds(begin), "\n"),
                     kForAll);
}

}  // namespace tancua::admin::backup

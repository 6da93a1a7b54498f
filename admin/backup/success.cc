#include "admin/backup/success.h"

#include <filesystem>
#include <fstream>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"

namespace tancua::admin::backup {
namespace {

std::string Gauge(absl::string_view name, absl::string_view help, double value) {
  const std::string family = absl::StrCat("tancua_backup_", name);
  return absl::StrCat("# HELP ", family, " ", help, "\n# TYPE ", family, " gauge\n", family, " ",
                      value, "\n");
}

}  // namespace

absl::Status NoteSuccess(const std::string& data_dir, absl::Time begin, absl::Time end,
                         std::uintmax_t bytes) {
  namespace fs = std::filesystem;
  const fs::path folder = fs::path(data_dir) / "metrics";
  std::error_code error;
  fs::create_directories(folder, error);
  const fs::path fresh = folder / "backup.prom.new";
  std::ofstream out(fresh);
  // %.6g would round the seconds since 1970.
  out << "# HELP tancua_backup_last_success_timestamp_seconds when a backup last succeeded\n"
         "# TYPE tancua_backup_last_success_timestamp_seconds gauge\n"
      << "tancua_backup_last_success_timestamp_seconds " << absl::ToUnixSeconds(begin) << "\n"
      << Gauge("last_duration_seconds", "how long it took", absl::ToDoubleSeconds(end - begin))
      << "# HELP tancua_backup_last_size_bytes how large its archive is\n"
         "# TYPE tancua_backup_last_size_bytes gauge\n"
      << "tancua_backup_last_size_bytes " << bytes << "\n"
      << std::flush;
  if (out) fs::rename(fresh, folder / "backup.prom", error);
  if (out && !error) return absl::OkStatus();
  return absl::UnavailableError(absl::StrCat("cannot write ", folder.string()));
}

}  // namespace tancua::admin::backup

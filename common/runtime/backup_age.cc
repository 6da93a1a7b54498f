#include "common/runtime/backup_age.h"

#include <fstream>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"

namespace tancua::runtime {
namespace {

constexpr char kName[] = "tancua_backup_last_success_timestamp_seconds";

}  // namespace

std::string BackupFile(const std::string& data_dir) {
  return absl::StrCat(data_dir, "/backup.prom");
}

BackupAge::BackupAge(prometheus::Registry& registry, const std::string& data_dir)
    : file_(BackupFile(data_dir)),
      last_success_(prometheus::BuildGauge()
                        .Name(kName)
                        .Help("When the data were last backed up, in seconds since 1970; 0: never")
                        .Register(registry)
                        .Add({})) {}

absl::StatusOr<int> BackupAge::Measure() {
  std::ifstream in(file_);
  double last_success = 0;
  for (std::string word; in >> word;) {
    std::string value;
    if (word == kName && in >> value && !absl::SimpleAtod(value, &last_success)) last_success = 0;
  }
  last_success_.Set(last_success);
  return 0;
}

}  // namespace tancua::runtime

#include "services/admin/backup/work_folder.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <utility>

#include "absl/strings/str_cat.h"

namespace tancua::admin::backup {

namespace fs = std::filesystem;

absl::StatusOr<WorkFolder> WorkFolder::Make(const std::string& data_dir) {
  std::error_code error;
  fs::create_directories(data_dir, error);
  const std::string path = data_dir + "/.backup";
  const int lock = open((path + ".lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (lock < 0) {
    return absl::FailedPreconditionError(
        absl::StrCat("cannot write in ", data_dir, ": ", std::strerror(errno)));
  }
  WorkFolder folder(path, lock);
  if (flock(lock, LOCK_EX | LOCK_NB) != 0) {
    folder.path_.clear();  // not ours to remove
    return absl::FailedPreconditionError("another backup or restoration is at work");
  }
  fs::remove_all(path, error);
  if (mkdir(path.c_str(), 0700) != 0) {
    return absl::FailedPreconditionError(
        absl::StrCat("cannot make ", path, ": ", std::strerror(errno)));
  }
  return folder;
}

WorkFolder::WorkFolder(WorkFolder&& other) noexcept
    : path_(std::exchange(other.path_, "")), lock_(std::exchange(other.lock_, -1)) {}

WorkFolder::~WorkFolder() {
  std::error_code ignored;
  if (!path_.empty()) fs::remove_all(path_, ignored);
  if (lock_ >= 0) close(lock_);
}

}  // namespace tancua::admin::backup

#include "services/admin/procedures/folder.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>

#include "absl/cleanup/cleanup.h"
#include "absl/strings/str_cat.h"
#include "common/status/macros.h"
#include "services/admin/replace_file.h"

namespace tancua::admin::procedures {
namespace {

namespace fs = std::filesystem;

absl::Status Failed(const std::string& what, const std::string& path) {
  return absl::FailedPreconditionError(
      absl::StrCat("cannot ", what, " ", path, ": ", std::strerror(errno)));
}

absl::Status OwnAs(const struct stat& above, const std::string& path, mode_t mode) {
  if (chown(path.c_str(), above.st_uid, above.st_gid) != 0 || chmod(path.c_str(), mode) != 0) {
    return Failed("give", path);
  }
  return absl::OkStatus();
}

absl::Status Flush(const std::string& folder) {
  const int handle = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (handle < 0) return Failed("open", folder);
  const absl::Cleanup close_it = [handle] { close(handle); };
  return syncfs(handle) == 0 ? absl::OkStatus() : Failed("flush", folder);
}

absl::Status Write(const std::string& folder, const dossier::catalogue::Texts& texts) {
  struct stat above {};
  const std::string parent = fs::path(folder).parent_path().string();
  if (stat(parent.c_str(), &above) != 0) return Failed("find", parent);
  if (mkdir(folder.c_str(), 0755) != 0) return Failed("make", folder);
  RETURN_IF_ERROR(OwnAs(above, folder, 0755));
  for (const auto& [file, text] : texts) {
    const std::string path = absl::StrCat(folder, "/", file);
    RETURN_IF_ERROR(ReplaceFile(path, text));
    RETURN_IF_ERROR(OwnAs(above, path, 0644));
  }
  return Flush(folder);
}

absl::Status Exchange(const std::string& one, const std::string& other) {
  if (renameat2(AT_FDCWD, one.c_str(), AT_FDCWD, other.c_str(), RENAME_EXCHANGE) == 0) {
    return Flush(fs::path(one).parent_path().string());
  }
  return Failed("replace", one);
}

}  // namespace

std::string PreviousOf(const std::string& folder) { return folder + ".previous"; }

absl::Status ReplaceFolder(const std::string& folder, const dossier::catalogue::Texts& texts) {
  const std::string fresh = folder + ".new";
  std::error_code none;  // nothing is left of an earlier attempt
  const absl::Cleanup forget = [&] { fs::remove_all(fresh, none); };
  fs::remove_all(fresh, none);
  RETURN_IF_ERROR(Write(fresh, texts));
  if (!fs::exists(folder)) {
    return std::rename(fresh.c_str(), folder.c_str()) == 0 ? absl::OkStatus()
                                                           : Failed("make", folder);
  }
  RETURN_IF_ERROR(Exchange(folder, fresh));
  fs::remove_all(PreviousOf(folder), none);
  return std::rename(fresh.c_str(), PreviousOf(folder).c_str()) == 0
             ? absl::OkStatus()
             : Failed("keep", PreviousOf(folder));
}

absl::Status ExchangeWithPrevious(const std::string& folder) {
  return Exchange(folder, PreviousOf(folder));
}

}  // namespace tancua::admin::procedures

#include "services/admin/replace_file.h"

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fstream>

#include "absl/strings/str_cat.h"

namespace tancua::admin {

absl::Status ReplaceFile(const std::string& path, std::string_view text, mode_t mode) {
  struct stat facts {};
  facts.st_uid = geteuid();
  facts.st_gid = getegid();
  facts.st_mode = mode;
  if (stat(path.c_str(), &facts) != 0) errno = 0;  // it is new
  const std::string fresh = path + ".new";
  std::ofstream out(fresh, std::ios::trunc);
  out << text << std::flush;
  if (out && chown(fresh.c_str(), facts.st_uid, facts.st_gid) == 0 &&
      chmod(fresh.c_str(), facts.st_mode & 07777) == 0 &&
      std::rename(fresh.c_str(), path.c_str()) == 0) {
    return absl::OkStatus();
  }
  const std::string why = std::strerror(errno);
  unlink(fresh.c_str());
  return absl::FailedPreconditionError(absl::StrCat("cannot write ", path, ": ", why));
}

}  // namespace tancua::admin

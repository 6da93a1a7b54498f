#include "services/dossier/blobs/durable_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/status/macros.h"

namespace tancua::dossier::blobs {
namespace {

namespace fs = std::filesystem;

absl::Status Failed(const char* what, const std::string& path) {
  return absl::UnavailableError(absl::StrCat(what, " ", path, ": ", std::strerror(errno)));
}

// A name is durable only when its folder was written.
absl::Status SyncFolder(const std::string& folder) {
  const int fd = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0) return Failed("cannot open", folder);
  const int synced = fsync(fd);
  close(fd);
  return synced == 0 ? absl::OkStatus() : Failed("cannot write", folder);
}

absl::Status MakeFolder(const fs::path& folder) {
  if (mkdir(folder.c_str(), 0700) == 0) return SyncFolder(folder.parent_path().string());
  return errno == EEXIST ? absl::OkStatus() : Failed("cannot make", folder.string());
}

}  // namespace

absl::StatusOr<DurableFile> DurableFile::Create(const std::string& path) {
  const int fd = open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (fd < 0) return Failed("cannot create", path);
  return DurableFile(path, fd);
}

absl::Status DurableFile::Append(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = write(fd_, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return Failed("cannot write", path_);
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return absl::OkStatus();
}

absl::Status DurableFile::MoveTo(const std::string& path) {
  if (fsync(fd_) != 0) return Failed("cannot write", path_);
  const fs::path folder = fs::path(path).parent_path();
  RETURN_IF_ERROR(MakeFolder(folder));
  if (std::rename(path_.c_str(), path.c_str()) != 0) return Failed("cannot rename to", path);
  path_.clear();
  return SyncFolder(folder.string());
}

DurableFile::DurableFile(DurableFile&& other) noexcept
    : path_(std::exchange(other.path_, {})), fd_(std::exchange(other.fd_, -1)) {}

DurableFile::~DurableFile() {
  if (fd_ >= 0) close(fd_);
  if (!path_.empty()) unlink(path_.c_str());
}

}  // namespace tancua::dossier::blobs

#pragma once

#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace tancua::dossier::blobs {

// A new file that becomes durable under another name, or is removed.
class DurableFile {
 public:
  // Replaces what is at `path`.
  [[nodiscard]] static absl::StatusOr<DurableFile> Create(const std::string& path);

  [[nodiscard]] absl::Status Append(std::string_view bytes);
  // Writes everything to the disk, then renames; durable when this returns OK. The folder of
  // `path` is made when it is not there.
  [[nodiscard]] absl::Status MoveTo(const std::string& path);

  DurableFile(DurableFile&& other) noexcept;
  DurableFile& operator=(DurableFile&&) = delete;
  ~DurableFile();  // removes the file unless it was moved

 private:
  DurableFile(std::string path, int fd) : path_(std::move(path)), fd_(fd) {}

  std::string path_;  // empty when there is nothing to remove
  int fd_ = -1;
};

}  // namespace tancua::dossier::blobs

#pragma once

#include <string>

#include "absl/status/statusor.h"

namespace tancua::admin::backup {

// A folder for what is not encrypted yet, or not any more: beside the data, which lie there as
// clear, for its owner alone, and removed with the object. What a killed run left is removed first.
class WorkFolder {
 public:
  // FAILED_PRECONDITION while another run has it.
  [[nodiscard]] static absl::StatusOr<WorkFolder> Make(const std::string& data_dir);
  ~WorkFolder();
  WorkFolder(WorkFolder&& other) noexcept;
  WorkFolder& operator=(WorkFolder&&) = delete;

  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  WorkFolder(std::string path, int lock) : path_(std::move(path)), lock_(lock) {}

  std::string path_;
  int lock_;
};

}  // namespace tancua::admin::backup

#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"

namespace tancua::admin::procedures {

// One procedure of a delivered file: a YAML document.
struct Document {
  std::string file;
  int line = 1;  // of its first
  std::string text;
};

// The documents of a file, which "---" divides. One that only holds comments is none.
[[nodiscard]] std::vector<Document> Split(const std::string& file, const std::string& text);

// Of a file, or of every *.yaml of a folder.
[[nodiscard]] absl::StatusOr<std::vector<Document>> ReadDelivery(const std::string& path);

}  // namespace tancua::admin::procedures

#include "tests/support/command.h"

#include <array>
#include <cstdio>

#include "absl/strings/str_cat.h"

namespace tancua::testing {

absl::StatusOr<std::string> Output(const std::string& command) {
  FILE* pipe = popen(command.c_str(), "r");
  if (pipe == nullptr) return absl::UnknownError(absl::StrCat("cannot run ", command));
  std::string output;
  std::array<char, 4096> buffer;
  while (const std::size_t read = fread(buffer.data(), 1, buffer.size(), pipe)) {
    output.append(buffer.data(), read);
  }
  if (pclose(pipe) != 0) return absl::UnknownError(absl::StrCat(command, " failed: ", output));
  return output;
}

}  // namespace tancua::testing

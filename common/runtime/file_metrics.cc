#include "common/runtime/file_metrics.h"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <system_error>

namespace tancua::runtime {

namespace fs = std::filesystem;

std::string FileMetrics(const std::string& folder) {
  std::error_code error;
  std::set<fs::path> files;
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    if (entry.path().extension() == ".prom") files.insert(entry.path());
  }
  std::string text;
  for (const fs::path& file : files) {
    std::ifstream in(file);
    text.append(std::istreambuf_iterator<char>(in), {});
  }
  return text;
}

}  // namespace tancua::runtime

#include "common/runtime/file_metrics.h"

#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "gtest/gtest.h"

namespace tancua::runtime {
namespace {

TEST(FileMetrics, JoinsTheFilesByNameAndNoOthers) {
  const std::string folder = ::testing::TempDir() + "/file_metrics." + std::to_string(getpid());
  std::filesystem::create_directories(folder);
  std::ofstream(folder + "/b.prom") << "b 2\n";
  std::ofstream(folder + "/a.prom") << "a 1\n";
  std::ofstream(folder + "/a.prom.new") << "half";

  EXPECT_EQ(FileMetrics(folder), "a 1\nb 2\n");
}

TEST(FileMetrics, IsEmptyWithoutAFolder) { EXPECT_EQ(FileMetrics("/no/such/folder"), ""); }

}  // namespace
}  // namespace tancua::runtime

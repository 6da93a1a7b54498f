#include "tests/support/golden.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>

#include "absl/strings/str_cat.h"

namespace tancua::testing {

void ExpectGolden(const std::string& path, const std::string& actual) {
  const std::string file = absl::StrCat(TANCUA_SOURCE_DIR, "/", path);
  if (std::getenv("TANCUA_TEST_WRITE_GOLDEN") != nullptr) {
    std::ofstream(file, std::ios::binary) << actual;
    return;
  }
  std::ifstream in(file, std::ios::binary);
  const std::string expected{std::istreambuf_iterator<char>(in), {}};
  EXPECT_EQ(actual, expected) << path
                              << " is not what the code says; run with TANCUA_TEST_WRITE_GOLDEN=1 "
                                 "and look at the diff";
}

}  // namespace tancua::testing

#pragma once

#include <string>

namespace tancua::testing {

// Expects that the file `path` (from the root of the source tree) holds `actual`, so that a
// change of public effect shows in the diff. TANCUA_TEST_WRITE_GOLDEN=1 writes it instead.
void ExpectGolden(const std::string& path, const std::string& actual);

}  // namespace tancua::testing

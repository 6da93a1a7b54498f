#include "tests/load/report.h"

#include <cstdio>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"

namespace tancua::load {

void Heading(const std::string& text) {
  std::printf("\n%s\n", text.c_str());
  std::fflush(stdout);
}

void Line(const std::string& name, const Load& load, const std::vector<Beside>& beside) {
  std::string text = absl::StrFormat("  %-34s %8.0f/s", name, load.per_second);
  if (load.p99_ms > 0) {
    absl::StrAppendFormat(&text, "  p50 %5.1f ms  p99 %5.1f ms", load.p50_ms, load.p99_ms);
  }
  for (const auto& [other, per_second] : beside) {
    absl::StrAppendFormat(&text, "  %.2f x %s", load.per_second / per_second, other);
  }
  std::printf("%s\n", text.c_str());
  std::fflush(stdout);
}

void Line(const std::string& name, const std::string& value) {
  std::printf("  %-34s %s\n", name.c_str(), value.c_str());
  std::fflush(stdout);
}

}  // namespace tancua::load

// The bench: what the suite carries on this machine, beside what the machine and others can.
#include <cstdio>
#include <fstream>
#include <string>
#include <string_view>

#include "absl/strings/numbers.h"
#include "absl/strings/str_format.h"
#include "common/status/macros.h"
#include "tests/load/backlog.h"
#include "tests/load/filing.h"
#include "tests/load/installation.h"
#include "tests/load/report.h"

namespace tancua::load {
namespace {

constexpr char kHelp[] =
    "Usage: %s [--seconds N]\n"
    "\n"
    "Measures filings, events and the idle suite; --seconds: of each load, 1 to 600, default 10.\n"
    "Every figure stands beside limits and peers of the same run; compare the ratios, since\n"
    "machines differ.\n";

// Resident memory of a process, from proc(5).
std::string Memory(pid_t pid) {
  std::ifstream in(absl::StrCat("/proc/", pid, "/status"));
  for (std::string line; std::getline(in, line);) {
    int kilobytes = 0;
    if (line.starts_with("VmRSS:") &&
        absl::SimpleAtoi(line.substr(6, line.find('k') - 6), &kilobytes)) {
      return absl::StrFormat("%d MB", kilobytes / 1024);
    }
  }
  return "unknown";
}

absl::Status BenchIdle() {
  Heading("The suite at rest");
  testing::Deployment deployment(testing::Deployment::Shape::kSuite);
  const absl::Time begin = absl::Now();
  RETURN_IF_ERROR(deployment.Start());
  Line("from start to ready, empty data",
       absl::StrFormat("%d ms", absl::ToInt64Milliseconds(absl::Now() - begin)));
  Line("memory", Memory(deployment.process("suite").pid()));
  return absl::OkStatus();
}

absl::Status Bench(absl::Duration each) {
  ASSIGN_OR_RETURN(const Peers peers, Peers::Install());
  RETURN_IF_ERROR(BenchIdle());
  RETURN_IF_ERROR(BenchFiling(each, peers));
  return BenchBacklog(each, peers);
}

}  // namespace
}  // namespace tancua::load

int main(int argc, char** argv) {
  int seconds = 10;
  const bool asked = argc == 3 && std::string_view(argv[1]) == "--seconds" &&
                     absl::SimpleAtoi(argv[2], &seconds) && seconds >= 1 && seconds <= 600;
  if (argc != 1 && !asked) {
    const bool help = argc == 2 && std::string_view(argv[1]) == "--help";
    std::fprintf(help ? stdout : stderr, tancua::load::kHelp, argv[0]);
    return help ? 0 : 2;
  }
  const absl::Status status = tancua::load::Bench(absl::Seconds(seconds));
  if (!status.ok()) std::fprintf(stderr, "tancua-bench: %s\n", status.ToString().c_str());
  return status.ok() ? 0 : 1;
}

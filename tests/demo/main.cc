// The demo: what a partner application does, over HTTP, against a running suite.
#include <cstdio>
#include <string>
#include <string_view>

#include "absl/strings/numbers.h"
#include "tests/demo/day.h"
#include "tests/demo/journey.h"

namespace {

constexpr char kHelp[] =
    "Usage: %s [--dossiers N] [--ward CODE] [--gateway URL] [--simulator URL]\n"
    "\n"
    "Without --dossiers: one dossier from the catalogue to the figures, step by step.\n"
    "With --dossiers N (1 to 100000): a ward's day of N dossiers, and the ward's table.\n";

}  // namespace

int main(int argc, char** argv) {
  tancua::partner::Endpoints endpoints;
  std::string ward = "27442";
  int dossiers = 0;
  for (int i = 1; i < argc; i += 2) {
    const std::string_view option = argv[i];
    const char* value = i + 1 < argc ? argv[i + 1] : nullptr;
    if (option == "--help") {
      std::printf(kHelp, argv[0]);
      return 0;
    }
    if (value != nullptr && option == "--ward") {
      ward = value;
    } else if (value != nullptr && option == "--gateway") {
      endpoints.gateway = value;
    } else if (value != nullptr && option == "--simulator") {
      endpoints.simulator = value;
    } else if (value == nullptr || option != "--dossiers" || !absl::SimpleAtoi(value, &dossiers) ||
               dossiers < 1 || dossiers > 100'000) {
      std::fprintf(stderr, kHelp, argv[0]);
      return 2;
    }
  }
  tancua::partner::Client client(endpoints);
  const bool good = dossiers > 0 ? tancua::demo::PlayDay(client, ward, dossiers)
                                 : tancua::demo::PlayJourney(client, ward);
  std::printf(good ? "\nXong.\n" : "\nDừng: có bước không thành công.\n");
  return good ? 0 : 1;
}

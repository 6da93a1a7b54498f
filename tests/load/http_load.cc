#include <cstdio>

#include "absl/strings/str_cat.h"
#include "nlohmann/json.hpp"
#include "tests/load/load.h"
#include "tests/support/command.h"

namespace tancua::load {
namespace {

constexpr char kScript[] = TANCUA_SOURCE_DIR "/tests/load/filing.lua";

absl::StatusOr<Load> Wrk(const std::string& words) {
  absl::StatusOr<std::string> output =
      testing::Output(absl::StrCat("wrk -t2 -c", kInFlight, " ", words));
  if (!output.ok()) return output.status();
  // The script's line is the last.
  const auto line = output->rfind('{');
  const auto figures = nlohmann::json::parse(line == std::string::npos ? "" : output->substr(line),
                                             nullptr, /*allow_exceptions=*/false);
  if (!figures.is_object()) return absl::UnknownError(absl::StrCat("wrk said: ", *output));
  if (figures["failed"] != 0 || figures["requests"] == 0) {
    return absl::UnknownError(absl::StrCat("requests failed: ", figures.dump()));
  }
  return Load{.per_second = figures["requests"].get<double>() / figures["seconds"].get<double>(),
              .p50_ms = figures["p50_ms"],
              .p99_ms = figures["p99_ms"]};
}

}  // namespace

absl::StatusOr<Load> LoadHttp(const std::string& url, absl::Duration duration,
                              const std::string& input) {
  return Wrk(absl::StrCat("-d", absl::ToInt64Seconds(duration), "s -s ", kScript, " ", url, " -- ",
                          input));
}

}  // namespace tancua::load

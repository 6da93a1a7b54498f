#include "tests/observe/prometheus.h"

#include <cmath>
#include <cstdlib>
#include <fstream>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "absl/time/clock.h"
#include "common/status/macros.h"
#include "tests/support/await.h"

namespace tancua::observe {
namespace {

std::string Escaped(const std::string& text) {
  std::string escaped;
  for (const unsigned char c : text) absl::StrAppend(&escaped, "%", absl::Hex(c, absl::kZeroPad2));
  return escaped;
}

// Scrapes and evaluates every second: the time of a test is short.
void WriteConfig(const Prometheus::Options& options, const std::string& path) {
  std::vector<std::string> hosts;
  for (const std::string& target : options.targets) {
    hosts.emplace_back(absl::StripPrefix(target, "http://"));
  }
  std::ofstream out(path);
  out << "global: {scrape_interval: 1s, evaluation_interval: 1s}\n"
      << "rule_files: [" << absl::StrJoin(options.rules, ", ") << "]\n"
      << "scrape_configs:\n"
      << "  - job_name: tancua\n"
      << "    static_configs: [{targets: [\"" << absl::StrJoin(hosts, "\", \"") << "\"]}]\n";
  if (!options.ca_file.empty()) {
    out << "    scheme: https\n    tls_config: {ca_file: " << options.ca_file << "}\n";
  }
}

testing::ServiceProcess::Options ProcessOptions(const Prometheus::Options& options,
                                                const std::string& url) {
  const std::string config = options.folder + "/prometheus.yml";
  WriteConfig(options, config);
  return {.executable = "prometheus",
          .arguments = {"--config.file=" + config,
                        "--storage.tsdb.path=" + options.folder + "/prometheus",
                        absl::StrCat("--web.listen-address=", absl::StripPrefix(url, "http://")),
                        "--log.level=warn"},
          .folder = options.folder,
          .environment = {}};
}

}  // namespace

Prometheus::Prometheus(const Options& options)
    : url_(absl::StrCat("http://127.0.0.1:", testing::FreePort())),
      process_(ProcessOptions(options, url_)) {}

absl::Status Prometheus::Start() {
  process_.Start();
  const bool ready = testing::Await(absl::Seconds(20), [&] {
    const auto answer = http_.Send({.url = url_ + "/-/ready"});
    return answer.ok() && answer->status == 200;
  });
  if (ready) return absl::OkStatus();
  return absl::DeadlineExceededError("prometheus is not ready: " + Log());
}

absl::StatusOr<nlohmann::json> Prometheus::Get(const std::string& path) {
  ASSIGN_OR_RETURN(const auto answer, http_.Send({.url = url_ + path}));
  const nlohmann::json body = nlohmann::json::parse(answer.body, nullptr, false);
  if (answer.status == 200 && body.contains("data")) return body["data"];
  return absl::InvalidArgumentError(answer.body);
}

absl::StatusOr<std::vector<double>> Prometheus::Query(const std::string& expression) {
  ASSIGN_OR_RETURN(const nlohmann::json data,
                   Get(absl::StrCat("/api/v1/query?query=", Escaped(expression))));
  if (data["resultType"] == "scalar") return std::vector{1.0};
  std::vector<double> values;
  for (const auto& sample : data["result"]) {
    const std::string text = sample["value"][1];
    const double value = std::strtod(text.c_str(), nullptr);
    if (!std::isnan(value)) values.push_back(value);
  }
  return values;
}

}  // namespace tancua::observe

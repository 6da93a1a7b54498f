#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/http/client.h"
#include "common/status/macros.h"
#include "services/admin/commands/commands.h"
#include "services/admin/installation.h"

namespace tancua::admin {
namespace {

using nlohmann::ordered_json;

// What is not in order, of the checks that a process makes of itself.
std::string Problems(const ordered_json& readiness) {
  std::vector<std::string> problems;
  const ordered_json checks = readiness.value("checks", ordered_json::object());
  for (const auto& [name, verdict] : checks.items()) {
    if (verdict != "ok") problems.push_back(absl::StrCat(name, ": ", verdict.dump()));
  }
  return absl::StrJoin(problems, "; ");
}

ordered_json StatusOf(http::Client& http, const std::string& process, const std::string& url) {
  const auto response = http.Send({.url = url + "/readyz", .timeout = absl::Seconds(5)});
  if (!response.ok()) {
    return {{"process", process}, {"state", "down"}, {"problem", "nobody answers at " + url}};
  }
  const auto body = ordered_json::parse(response->body, nullptr, false);
  return {{"process", process},
          {"state", response->status == 200 ? "ready" : "not ready"},
          {"problem", body.is_object() ? Problems(body) : "no health"}};
}

absl::Status ShowStatus(const Options& options) {
  ASSIGN_OR_RETURN(const Installation installation, LoadInstallation(options.configs));
  http::Client http({.ca_file = installation.tls.ca_file});
  ordered_json all = ordered_json::array();
  bool ready = true;
  for (const auto& [process, url] : installation.admins) {
    all.push_back(StatusOf(http, process, url));
    ready &= all.back()["state"] == "ready";
  }
  Print(options, all);
  return ready ? absl::OkStatus() : absl::DataLossError("not everything is ready");
}

}  // namespace

void AddStatus(Cli& cli) {
  cli.Add("status", "Say of each process whether it is ready, and if not, why (exit code 3)",
          [&cli] { return ShowStatus(cli.options); });
}

}  // namespace tancua::admin

#include <sys/mount.h>

#include <cstdlib>
#include <fstream>
#include <iterator>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/time/clock.h"
#include "common/http/client.h"
#include "common/status/macros.h"
#include "tests/observe/causes.h"
#include "tests/partner/actions.h"
#include "tests/support/await.h"

namespace tancua::observe {

using nlohmann::json;

constexpr char kRules[] = TANCUA_SOURCE_DIR "/deploy/prometheus/";
constexpr char kWard[] = "27442";

static std::string Firing(const std::string& alert) {
  return absl::StrCat("ALERTS{alertname=\"", alert, "\",alertstate=\"firing\"}");
}

World::World(const Cause& cause)
    : deployment_(cause.shape, cause.environment),
      client_(deployment_.endpoints()),
      ca_file_(cause.environment.contains("TANCUA_TLS_CA_FILE")
                   ? cause.environment.at("TANCUA_TLS_CA_FILE")
                   : ""),
      hours_as_minutes_(cause.hours_as_minutes) {}

// What a cause may have mounted; nothing, as a rule.
World::~World() { umount2((deployment_.folder() + "/data").c_str(), MNT_DETACH); }

absl::Status World::Start() {
  RETURN_IF_ERROR(deployment_.Start());
  std::vector<std::string> targets;
  for (const auto& [name, process] : deployment_.processes()) {
    targets.push_back(deployment_.admin_url(name));
  }
  prometheus_ = std::make_unique<Prometheus>(
      Prometheus::Options{.folder = deployment_.folder(),
                          .targets = targets,
                          .rules = {Rules("indicators.yaml"), Rules("alerts.yaml")},
                          .ca_file = ca_file_});
  RETURN_IF_ERROR(prometheus_->Start());
  FileDossier();
  // What happens before the first sample is no increase.
  const bool watched = testing::Await(absl::Seconds(20), [&] {
    const auto up = prometheus_->Query("up == 1");
    return up.ok() && up->size() == targets.size();
  });
  return watched ? absl::OkStatus() : absl::DeadlineExceededError(prometheus_->Log());
}

std::string World::Rules(const std::string& file) const {
  const std::string shipped = kRules + file;
  if (!hours_as_minutes_) return shipped;
  std::ifstream in(shipped);
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  std::string hurried = absl::StrCat(deployment_.folder(), "/", file);
  std::ofstream(hurried) << absl::StrReplaceAll(
      text, {{"h]", "m]"}, {"m]", "s]"}, {"for: 1h", "for: 1m"}});
  return hurried;
}

bool World::Sees(const std::string& expression) {
  const auto values = prometheus_->Query(expression);
  return values.ok() && !values->empty();
}

bool World::Fires(const std::string& alert) { return Sees(Firing(alert)); }

bool World::HasFired(const std::string& alert) {
  return Sees(absl::StrCat("count_over_time(", Firing(alert), "[1d])"));
}

void World::FileDossier() {
  const json procedure = client_.Get("/v1/procedures/1.004873").body;
  if (!procedure.contains("name")) return;
  const auto citizen = client_.SignIn("vneid", "p01").access_token;
  if (citizen.empty()) return;
  (void)client_.Post("/v1/dossiers",
                     partner::OnlineApplication(procedure, absl::StrCat("wards/", kWard),
                                                partner::UploadPapers(client_, procedure, citizen)),
                     citizen);
}

void World::LockDatabase(const std::string& service) {
  lock_ = std::make_unique<testing::ServiceProcess>(testing::ServiceProcess::Options{
      .executable = "python3",
      .arguments = {"-c",
                    "import sqlite3, sys, time\n"
                    "database = sqlite3.connect(sys.argv[1], timeout=30, isolation_level=None)\n"
                    "database.execute('BEGIN IMMEDIATE')\n"
                    "time.sleep(3600)\n",
                    absl::StrCat(deployment_.folder(), "/data/", service, ".db")},
      .folder = deployment_.folder(),
      .environment = {}});
  lock_->Start();
}

absl::Status World::ChangeDatabase(const std::string& service, const std::string& sql) {
  const std::string command =
      absl::StrCat("sqlite3 ", deployment_.folder(), "/data/", service, ".db \"", sql, "\"");
  const int code = std::system(command.c_str());
  return code == 0 ? absl::OkStatus() : absl::InternalError(absl::StrCat(command, ": ", code));
}

absl::Status World::AwaitSeen(const std::string& expression) {
  const bool seen = testing::Await(absl::Minutes(2), [&] { return Sees(expression); });
  return seen ? absl::OkStatus() : absl::DeadlineExceededError("never seen: " + expression);
}

absl::Status World::Restart() {
  deployment_.process("suite").Kill();
  const std::string ours =
      absl::StrCat("process_start_time_seconds * 1000 > ", absl::ToUnixMillis(absl::Now()));
  RETURN_IF_ERROR(deployment_.Start());
  const bool seen = testing::Await(absl::Seconds(20), [&] { return Sees(ours); });
  return seen ? absl::OkStatus() : absl::DeadlineExceededError(prometheus_->Log());
}

absl::Status World::Switch(const std::string& path, const json& body) {
  http::Client http;
  const auto answer = http.Send({.method = "POST",
                                 .url = client_.endpoints().simulator + path,
                                 .headers = {{"Content-Type", "application/json"}},
                                 .body = body.dump()});
  if (!answer.ok()) return answer.status();
  return answer->status < 300 ? absl::OkStatus() : absl::InternalError(answer->body);
}

}  // namespace tancua::observe

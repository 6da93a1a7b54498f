// What the suite shows of itself: a real Prometheus scrapes it while a ward's day is played.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/jose/jwt.h"
#include "common/testing/certificates.h"
#include "tests/demo/day.h"
#include "tests/observe/expressions.h"
#include "tests/observe/prometheus.h"
#include "tests/observe/rare.h"
#include "tests/support/await.h"
#include "tests/support/deployment.h"
#include "tests/support/golden.h"

namespace tancua::observe {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using testing::Deployment;

constexpr char kSource[] = TANCUA_SOURCE_DIR;
constexpr int kDossiers = 300;
constexpr int kRecent = kDossiers - kDossiers / 100;  // the others came in forty days ago
// The figures of wards are measured every half a minute.
constexpr absl::Duration kLongest = absl::Seconds(50);

// An installation with TLS and a signing key that has an age, as those have that count.
class Observe : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    WriteSecrets();
    deployment_ = new Deployment(Deployment::Shape::kSuite, Environment());
    ASSERT_TRUE(deployment_->Start().ok()) << deployment_->Logs();
    std::string target = deployment_->admin_url("suite");
    prometheus_ = new Prometheus({.folder = deployment_->folder(),
                                  .targets = {std::move(target)},
                                  .rules = {File("deploy/prometheus/indicators.yaml"),
                                            File("deploy/prometheus/alerts.yaml")},
                                  .ca_file = folder_.path() + "/ca.crt"});
    const absl::Status started = prometheus_->Start();
    ASSERT_TRUE(started.ok()) << started;
    // What happens before the first sample is no increase.
    ASSERT_TRUE(testing::Await(kLongest, [] { return HasData("up == 1"); })) << prometheus_->Log();
    partner::Client client(deployment_->endpoints());
    ASSERT_TRUE(demo::PlayDay(client, "26944", kDossiers)) << deployment_->Logs();
    EXPECT_THAT(PlayRareCalls(client), ::testing::IsEmpty());
    ASSERT_TRUE(
        testing::Await(kLongest,
                       [] {
                         return HasData(absl::StrCat(
                             "tancua_statistics_received_dossiers{ward=\"26944\"} == ", kRecent));
                       }))
        << prometheus_->Get("/api/v1/targets").value_or("none").dump() << prometheus_->Log();
  }
  static void TearDownTestSuite() {
    delete prometheus_;
    delete deployment_;
  }

  static std::string File(const std::string& path) { return absl::StrCat(kSource, "/", path); }

  static void WriteSecrets() {
    const testing::CertificateAuthority authority("Services of a ward");
    const auto issued = authority.Issue("suite");
    testing::ReplaceFile(folder_.path() + "/ca.crt", authority.certificate(), 0644);
    testing::ReplaceFile(folder_.path() + "/suite.crt", issued.certificate, 0644);
    testing::ReplaceFile(folder_.path() + "/suite.key", issued.private_key);
    fs::create_directory(folder_.path() + "/signing-keys");
    testing::ReplaceFile(folder_.path() + "/signing-keys/2026-01-01T0000Z.pem",
                         jose::GenerateEs256Pem());
  }
  static std::map<std::string, std::string> Environment() {
    return {{"TANCUA_TLS_MODE", "on"},
            {"TANCUA_TLS_CERTIFICATE_FILE", folder_.path() + "/suite.crt"},
            {"TANCUA_TLS_PRIVATE_KEY_FILE", folder_.path() + "/suite.key"},
            {"TANCUA_TLS_CA_FILE", folder_.path() + "/ca.crt"},
            {"TANCUA_IDENTITY_SIGNING_KEYS_DIR", folder_.path() + "/signing-keys"}};
  }

  static bool HasData(const std::string& expression) {
    const auto values = prometheus_->Query(expression);
    return values.ok() && !values->empty();
  }
  static void ExpectData(const std::vector<Expression>& expressions) {
    ASSERT_FALSE(expressions.empty());
    for (const Expression& expression : expressions) {
      EXPECT_TRUE(HasData(expression.text))
          << expression.place << " shows nothing: " << expression.text;
    }
  }

  static inline testing::TemporaryFolder folder_;
  static inline Deployment* deployment_ = nullptr;
  static inline Prometheus* prometheus_ = nullptr;
};

TEST_F(Observe, EveryPanelOfEveryDashboardShowsSomething) {
  ExpectData(OfDashboards(File("deploy/grafana/dashboards")));
}

TEST_F(Observe, EveryRuleIsEvaluatedAndStandsOnSeriesThatExist) {
  const auto rules = prometheus_->Get("/api/v1/rules");
  ASSERT_TRUE(rules.ok()) << rules.status();
  for (const auto& group : (*rules)["groups"]) {
    for (const auto& rule : group["rules"]) {
      EXPECT_EQ(rule["health"], "ok") << rule["name"] << rule.value("lastError", "");
    }
  }
  ExpectData(OfRules(*rules));
}

// Nobody has made a backup here; all else is in order.
TEST_F(Observe, NoAlertFiresOnASuiteThatIsWell) {
  const auto alerts = prometheus_->Get("/api/v1/alerts");
  ASSERT_TRUE(alerts.ok()) << alerts.status();
  std::set<std::string> fired;
  for (const auto& alert : (*alerts)["alerts"]) {
    fired.insert(alert["labels"]["alertname"].get<std::string>());
  }
  fired.erase("BackupTooOld");
  fired.erase("CertificateExpiresSoon");  // those of tests live for a day
  fired.erase("CertificateExpired");
  EXPECT_THAT(fired, ::testing::IsEmpty());
}

// Name → its row in the document.
std::map<std::string, std::string> Rows(Prometheus& prometheus) {
  const auto metadata = prometheus.Get("/api/v1/metadata");
  const auto series = prometheus.Get("/api/v1/series?match[]=%7Bjob%3D%22tancua%22%7D");
  if (!metadata.ok() || !series.ok()) return {};
  std::map<std::string, std::set<std::string>> labels;
  for (const auto& one : *series) {
    std::string name = one["__name__"];
    name = std::regex_replace(name, std::regex("_(bucket|sum|count)$"), "");
    for (const auto& [label, value] : one.items()) {
      if (label != "__name__" && label != "job" && label != "instance" && label != "le") {
        labels[name].insert(label);
      }
    }
  }
  std::map<std::string, std::string> rows;
  for (const auto& [name, entries] : metadata->items()) {
    const json& entry = entries[0];
    rows[name] = absl::StrCat("| `", name, "` | ", entry["type"].get<std::string>(), " | ",
                              absl::StrJoin(labels[name], ", "), " | ",
                              entry["help"].get<std::string>(), " |\n");
  }
  return rows;
}

// "tancua_…" wherever code, and no test, says it.
std::set<std::string> NamesInTheSource() {
  static const std::regex name("\"(tancua_[a-z]+_[a-z_]+)\"");
  std::set<std::string> names;
  for (const char* folder : {"common", "services"}) {
    for (const auto& file : fs::recursive_directory_iterator(absl::StrCat(kSource, "/", folder))) {
      const std::string path = file.path().string();
      if (file.path().extension() != ".cc" && file.path().extension() != ".h") continue;
      if (absl::StrContains(path, "test") || absl::StrContains(path, "/bench/")) continue;
      std::ifstream in(path);
      const std::string text{std::istreambuf_iterator<char>(in), {}};
      for (std::sregex_iterator it(text.begin(), text.end(), name), end; it != end; ++it) {
        names.insert((*it)[1]);
      }
    }
  }
  return names;
}

TEST_F(Observe, TheDocumentListsEveryMetric) {
  const auto rows = Rows(*prometheus_);
  std::string text =
      "# Metrics\n\nGenerated from a running suite. A name says who owns the metric (a folder of "
      "`services/` or `common/`), what is\nmeasured and in which unit: seconds, bytes, or the "
      "plural of what is counted; counters end in `_total`. Labels are\nbounded: by enumerations, "
      "by the configuration or by the directory of wards. Gauges of a database are the same in\n"
      "every replica: take the maximum. `job` and `instance` come from Prometheus.\n\n"
      "| metric | type | labels | means |\n|---|---|---|---|\n";
  for (const auto& [name, row] : rows) text += row;
  testing::ExpectGolden("docs/metrics.md", text);
  for (const std::string& name : NamesInTheSource()) {
    EXPECT_TRUE(rows.contains(name)) << name << " was not seen; let rare.cc do what it counts";
  }
}

TEST_F(Observe, NamesSayOwnerAndUnit) {
  const auto metadata = prometheus_->Get("/api/v1/metadata");
  ASSERT_TRUE(metadata.ok());
  for (const auto& [name, entries] : metadata->items()) {
    const std::string type = entries[0]["type"];
    if (type == "counter") {
      EXPECT_TRUE(absl::EndsWith(name, "_total")) << name;
    } else if (type == "histogram") {
      EXPECT_TRUE(absl::EndsWith(name, "_seconds") || absl::EndsWith(name, "_bytes")) << name;
    } else {
      EXPECT_THAT(name, ::testing::MatchesRegex(".*(s|_state|_info)")) << "no unit, no plural";
    }
    if (!absl::StartsWith(name, "tancua_")) continue;
    const std::string owner = std::regex_replace(name, std::regex("^tancua_([a-z]+)_.*"), "$1");
    EXPECT_TRUE(owner == "backup" || fs::exists(File("services/" + owner)) ||
                fs::exists(File("common/" + owner)))
        << name << " belongs to nobody";
  }
}

}  // namespace
}  // namespace tancua::observe

// The restore drill: a ward works, a backup is taken while dossiers come in, and another machine
// goes on from it.
#include "tests/restore/drill.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <memory>
#include <set>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/time/clock.h"
#include "common/calendar/calendar.h"
#include "common/testing/postgres.h"
#include "tests/demo/day.h"
#include "tests/support/deployment.h"

namespace tancua {
namespace {

namespace fs = std::filesystem;

using nlohmann::json;
using testing::Deployment;
using testing::Environment;
using testing::Filings;
using ::testing::HasSubstr;
using ::testing::IsSupersetOf;
using ::testing::Not;
using testing::Result;
using testing::RunProgram;
using ::testing::StartsWith;

constexpr char kWard[] = "27442";
constexpr char kOwnTitle[] = "Cấp bản sao, như phường này gọi";
constexpr int kDay = 40;              // dossiers with their whole lives
constexpr std::size_t kFilings = 40;  // and those that come in meanwhile
constexpr const char* kStores[] = {"identity", "dossier", "notification", "survey", "statistics"};
const std::string kTancua = TANCUA_BIN_DIR "/tancua";

std::string Content(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

class RestoreDrill : public ::testing::Test {
 protected:
  void SetUp() override {
    const auto keygen = RunProgram({"age-keygen", "-o", identity_}, {});
    ASSERT_EQ(keygen.exit_code, 0) << keygen.output;
    std::ofstream(recipients_) << RunProgram({"age-keygen", "-y", identity_}, {}).output;
  }

  // What `tancua` must know of a deployment, as its processes know it.
  static Environment Of(const Deployment& deployment, Environment databases) {
    databases["TANCUA_DATA_DIR"] = deployment.folder() + "/data";
    return databases;
  }

  json Tancua(std::vector<std::string> words, const Environment& environment) {
    words.insert(words.begin(), {kTancua, "--json"});
    const Result result = RunProgram(words, environment);
    EXPECT_EQ(result.exit_code, 0) << result.output;
    return json::parse(result.output, nullptr, false);
  }

  // The ward has a law of its own, which a backup must bring along: dossiers are under it.
  void ImportProcedure(const Environment& environment) {
    const std::string delivered = folder_.path() + "/delivered.yaml";
    std::ofstream(delivered) << absl::StrReplaceAll(
        Content(TANCUA_SOURCE_DIR "/services/dossier/data/procedures/2.000908.yaml"),
        {{"Cấp bản sao từ sổ gốc", kOwnTitle}});
    EXPECT_EQ(Tancua({"catalogue", "import", delivered}, environment).size(), 1u);
  }

  // Backs up while dossiers come in; returns those that were acknowledged before it began.
  std::vector<Filings::Filed> BackUpAtWork(Deployment& deployment, const Environment& environment) {
    ImportProcedure(environment);
    partner::Client client(deployment.endpoints());
    EXPECT_TRUE(demo::PlayDay(client, kWard, kDay)) << deployment.Logs();
    Filings filings(client, kWard);
    filings.Await(kFilings);
    const auto before = filings.Acknowledged();
    backup_ = Tancua({"backup", "--to", folder_.path() + "/data", "--keys-to",
                      folder_.path() + "/keys", "--recipients", recipients_},
                     environment);
    filings.Await(filings.Acknowledged().size() + 5);  // nobody was held up
    return before;
  }

  void Restore(const Deployment& from, const Deployment& to, const Environment& environment) {
    const std::string keys = folder_.path() + "/restored-keys";
    fs::create_directories(keys);
    const Result put = RunProgram(
        {kTancua, "restore-keys", backup_.value("keys", ""), "--identity", identity_, "--to", keys},
        {});
    ASSERT_EQ(put.exit_code, 0) << put.output;
    fs::create_directories(to.folder() + "/data");
    for (const char* secret : {"keys", "identity-signing-key.pem", "procedures"}) {
      fs::copy(absl::StrCat(keys, from.folder(), "/data/", secret),
               absl::StrCat(to.folder(), "/data/", secret), fs::copy_options::recursive);
    }
    const json restored =
        Tancua({"restore", backup_.value("backup", ""), "--identity", identity_}, environment);
    EXPECT_EQ(restored["rows"], backup_["rows"]);
    EXPECT_EQ(restored["attachments"], backup_["attachments"]);
    std::printf("restored %s rows and %s attachments in %s s; backup took %s s\n",
                restored["rows"].dump().c_str(), restored["attachments"].dump().c_str(),
                restored["seconds"].dump().c_str(), backup_["seconds"].dump().c_str());
  }

  // The other machine has it all, and goes on.
  void ExpectGoesOn(Deployment& deployment, const std::vector<Filings::Filed>& before) {
    ASSERT_TRUE(deployment.Start().ok()) << deployment.Logs();
    partner::Client client(deployment.endpoints());
    const std::string clerk = partner::SignInStaff(client, kWard).clerk.access_token;
    std::set<std::string> expected;
    for (const auto& filed : before) expected.insert(filed.name);
    const std::set<std::string> listed = Listed(client, clerk);
    EXPECT_THAT(listed, IsSupersetOf(expected));
    EXPECT_EQ(client.Get("/v1/procedures/2.000908").Text("title"), kOwnTitle);

    const Filings::Filed& last = before.back();
    const std::string code = last.name.substr(last.name.find('/') + 1);
    EXPECT_EQ(client.Post("/v1/dossiers:lookup", {{"code", code}, {"secret", last.secret}}).status,
              200);
    const auto dossier = client.Get("/v1/" + last.name, clerk);
    EXPECT_NE(dossier.body["applicant"].value("displayName", ""), "") << dossier.body;
    const std::string city = client.SignIn("staff", "admin.city").access_token;
    const auto verdict = client.Post("/v1/auditEntries:verify", json::object(), city);
    EXPECT_EQ(verdict.body.value("firstBrokenSeq", "0"), "0") << verdict.body;
    EXPECT_NE(verdict.body.value("entriesChecked", "0"), "0") << verdict.body;
    ExpectFigures(client, listed.size());
    Filings(client, kWard).Await(3);
  }

  static std::set<std::string> Listed(partner::Client& client, const std::string& clerk) {
    std::set<std::string> names;
    std::string token;
    do {
      const auto page =
          client.Get(absl::StrCat("/v1/dossiers?pageSize=200&pageToken=", token), clerk);
      EXPECT_TRUE(page.ok()) << page.body;
      for (const auto& dossier : page.body.value("dossiers", json::array())) {
        names.insert(dossier.value("name", ""));
      }
      token = page.Text("nextPageToken");
    } while (!token.empty());
    return names;
  }

  // What the figures had not counted at the backup reaches them from the outbox.
  static void ExpectFigures(partner::Client& client, std::size_t dossiers) {
    const auto today = calendar::LocalDay(absl::Now());
    const std::string path =
        absl::StrCat("/v1/wards/", kWard, "/statistics?from=", calendar::FormatDay(today - 60),
                     "&to=", calendar::FormatDay(today));
    const absl::Time deadline = absl::Now() + absl::Seconds(60);
    std::string received;
    while (received != absl::StrCat(dossiers) && absl::Now() < deadline) {
      absl::SleepFor(absl::Milliseconds(50));
      received = client.Get(path).Text("received");
    }
    EXPECT_EQ(received, absl::StrCat(dossiers));
  }

  testing::TemporaryFolder folder_;
  const std::string identity_ = folder_.path() + "/identity";
  const std::string recipients_ = folder_.path() + "/recipients";
  json backup_;
};

TEST_F(RestoreDrill, GoesOnFromSqlite) {
  Deployment ward(Deployment::Shape::kSuite);
  ASSERT_TRUE(ward.Start().ok()) << ward.Logs();
  const auto before = BackUpAtWork(ward, Of(ward, {}));
  EXPECT_FALSE(fs::exists(ward.folder() + "/data/.backup")) << "a clear copy was left";
  EXPECT_THAT(Content(ward.folder() + "/data/backup.prom"),  // which becomes a metric
              StartsWith("tancua_backup_last_success_timestamp_seconds 1"));

  const json verdict = Tancua({"verify-backup", backup_.value("backup", ""), "--identity",
                               identity_, "--scratch", folder_.path() + "/scratch"},
                              {});
  EXPECT_EQ(verdict["rows"], backup_["rows"]);
  Deployment other(Deployment::Shape::kSuite);
  Restore(ward, other, Of(other, {}));
  ExpectGoesOn(other, before);

  // Where something is already, nothing is restored.
  const Result again = RunProgram(
      {kTancua, "restore", backup_.value("backup", ""), "--identity", identity_}, Of(other, {}));
  EXPECT_EQ(again.exit_code, 1);
  EXPECT_THAT(again.output, HasSubstr("restore into an empty place"));
}

TEST_F(RestoreDrill, RefusesADamagedArchive) {
  Deployment ward(Deployment::Shape::kSuite);
  ASSERT_TRUE(ward.Start().ok()) << ward.Logs();
  ASSERT_EQ(ward.process("suite").Terminate(), 0);
  backup_ = Tancua({"backup", "--to", folder_.path() + "/data", "--keys-to",
                    folder_.path() + "/keys", "--recipients", recipients_},
                   Of(ward, {}));
  const std::string archive = backup_.value("backup", "");
  EXPECT_THAT(Content(archive), Not(HasSubstr("SQLite format"))) << "not encrypted";
  std::fstream(archive, std::ios::in | std::ios::out | std::ios::binary).seekp(50'000).put('?');

  const Result result = RunProgram({kTancua, "verify-backup", archive, "--identity", identity_,
                                    "--scratch", folder_.path() + "/scratch"},
                                   {});
  EXPECT_EQ(result.exit_code, 1) << result.output;
  EXPECT_FALSE(fs::exists(folder_.path() + "/scratch/.backup"));
}

void Psql(const testing::PostgresServer& server, const std::string& statement) {
  const Result result = RunProgram({"psql", "-q", server.Words(), "-c", statement}, {});
  EXPECT_EQ(result.exit_code, 0) << result.output;
}

// A second database on the server of the tests.
class SecondDatabase {
 public:
  explicit SecondDatabase(const testing::PostgresServer& server)
      : server_(server), name_(absl::StrCat("restored_", getpid())) {
    Psql(server_, "CREATE DATABASE " + name_);
  }
  ~SecondDatabase() { Psql(server_, "DROP DATABASE " + name_ + " WITH (FORCE)"); }
  // The address of the same schema here.
  [[nodiscard]] std::string Of(const std::string& url) const {
    return absl::StrReplaceAll(url, {{"dbname=postgres", "dbname=" + name_}});
  }

 private:
  const testing::PostgresServer& server_;
  const std::string name_;
};

// A role that works with tables of another.
class ApplicationRole {
 public:
  explicit ApplicationRole(const testing::PostgresServer& server)
      : server_(server), name_(absl::StrCat("restored_role_", getpid())) {
    Psql(server_, absl::StrCat("CREATE ROLE ", name_, " LOGIN"));
  }
  ~ApplicationRole() {
    Psql(server_, absl::StrCat("DROP OWNED BY ", name_, "; DROP ROLE ", name_));
  }
  [[nodiscard]] std::string Of(const std::string& url) const {
    return absl::StrReplaceAll(url, {{" schema=", absl::StrCat(" user=", name_, " schema=")}});
  }

 private:
  const testing::PostgresServer& server_;
  const std::string name_;
};

TEST_F(RestoreDrill, GoesOnFromPostgresWhereTheTablesBelongToAnotherRole) {
  testing::PostgresServer server;
  const ApplicationRole role(server);
  const SecondDatabase second(server);
  Environment databases;
  Environment restored;
  for (const std::string store : kStores) {
    const std::string key = absl::StrCat("TANCUA_", absl::AsciiStrToUpper(store), "_DATABASE_");
    databases[key + "URL"] = role.Of(server.Url());
    databases[key + "MIGRATION_URL"] = "postgresql:" + server.Words();
  }
  for (const auto& [key, url] : databases) restored[key] = second.Of(url);
  Deployment ward(Deployment::Shape::kSuite, databases);
  ASSERT_TRUE(ward.Start().ok()) << ward.Logs();
  const auto before = BackUpAtWork(ward, Of(ward, databases));
  ASSERT_EQ(ward.process("suite").Terminate(), 0);

  Deployment other(Deployment::Shape::kSuite, restored);
  Restore(ward, other, Of(other, restored));
  ExpectGoesOn(other, before);
  EXPECT_EQ(other.process("suite").Terminate(), 0);
}

TEST_F(RestoreDrill, GoesOnFromPostgres) {
  testing::PostgresServer server;
  const SecondDatabase second(server);
  Environment databases;
  Environment restored;
  for (const std::string store : kStores) {
    const std::string key = absl::StrCat("TANCUA_", absl::AsciiStrToUpper(store), "_DATABASE_URL");
    databases[key] = server.Url();
    restored[key] = second.Of(databases[key]);
  }
  Deployment ward(Deployment::Shape::kSuite, databases);
  ASSERT_TRUE(ward.Start().ok()) << ward.Logs();
  const auto before = BackUpAtWork(ward, Of(ward, databases));

  Deployment other(Deployment::Shape::kSuite, restored);
  Restore(ward, other, Of(other, restored));
  ExpectGoesOn(other, before);
  EXPECT_EQ(other.process("suite").Terminate(), 0);
}

}  // namespace
}  // namespace tancua

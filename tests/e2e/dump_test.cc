// A day of 300 dossiers; then everything that is kept anywhere is dumped and searched for every
// number, phone and name that was used.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <memory>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "common/testing/postgres.h"
#include "tests/demo/day.h"
#include "tests/support/deployment.h"
#include "tests/support/personal.h"

namespace tancua {
namespace {

using testing::Deployment;
using ::testing::IsEmpty;
using ::testing::Not;
using testing::PersonalSearch;

constexpr int kDossiers = 300;
constexpr const char* kStores[] = {"identity", "dossier", "notification", "survey", "statistics"};

// What a command prints; the test fails when it does not succeed.
std::string Output(const std::string& command) {
  const std::unique_ptr<FILE, decltype(&pclose)> pipe(popen(command.c_str(), "r"), &pclose);
  std::string output;
  std::array<char, 65536> piece{};
  while (const std::size_t size = fread(piece.data(), 1, piece.size(), pipe.get())) {
    output.append(piece.data(), size);
  }
  return output;
}

PersonalSearch SearchForTheDay() {
  std::vector<testing::PersonalData> persons = testing::SimulatedPersons();
  for (int n = 0; n < kDossiers; ++n) {
    const demo::CounterApplicant applicant = demo::CounterApplicantOf(n);
    persons.push_back(
        {.number = applicant.number, .phone = applicant.phone, .name = applicant.name});
  }
  return PersonalSearch(persons);
}

class DumpTest : public ::testing::Test {
 protected:
  void PlayTheDay(Deployment& deployment) {
    ASSERT_TRUE(deployment.Start().ok()) << deployment.Logs();
    partner::Client client(deployment.endpoints());
    ASSERT_TRUE(demo::PlayDay(client, "27442", kDossiers)) << deployment.Logs();
    ExpectClean("Redis", DumpRedis(deployment));
    for (const auto& [name, process] : deployment.processes()) {
      EXPECT_EQ(process->Terminate(), 0) << name << process->Log();
    }
  }

  // Every key of Redis, whatever its type, as text.
  static std::string DumpRedis(Deployment& deployment) {
    const std::string client = "redis-cli -s " + deployment.redis().Address();
    const std::string dump = Output(
        absl::StrCat(client, " --scan | while read -r key; do echo \"$key\"; for command in ",
                     "\"xrange $key - +\" \"hgetall $key\" \"zrange $key 0 -1\" \"get $key\"; do ",
                     client, " --raw $command; done; done"));
    EXPECT_GT(dump.size(), 100'000u) << "a dump of nothing proves nothing";
    return dump;
  }

  void ExpectClean(const std::string& what, const std::string& bytes) {
    EXPECT_THAT(search_.Find(bytes), IsEmpty()) << what;
  }

  // Logs, blobs, keys, and the files of the databases as they lie on the disk.
  void ExpectCleanFiles(const std::string& folder) {
    int files = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
      if (!entry.is_regular_file()) continue;
      std::ifstream in(entry.path(), std::ios::binary);
      ExpectClean(entry.path(), {std::istreambuf_iterator<char>(in), {}});
      ++files;
    }
    EXPECT_GT(files, 100);
  }

  // `dump` gives the text of one database; `plant` writes its second argument into one.
  void ExpectCleanDumps(const std::function<std::string(const std::string& store)>& dump,
                        const std::function<void(const std::string& number)>& plant) {
    for (const std::string store : kStores) {
      const std::string text = dump(store);
      EXPECT_NE(text.find("schema_migrations"), std::string::npos) << store;
      ExpectClean(store, text);
    }
    EXPECT_GE(Lines(dump("dossier"), "H29.27442-"), kDossiers);
    plant(testing::SimulatedPersons().front().number);
    EXPECT_THAT(search_.Find(dump("dossier")), Not(IsEmpty())) << "what is there must be found";
  }

  static int Lines(const std::string& text, const std::string& part) {
    int lines = 0;
    for (const auto line : absl::StrSplit(text, '\n')) {
      lines += absl::StrContains(line, part) ? 1 : 0;
    }
    return lines;
  }

  const PersonalSearch search_ = SearchForTheDay();
};

TEST_F(DumpTest, ShowsNobodyOnSqlite) {
  Deployment deployment(Deployment::Shape::kSuite);
  PlayTheDay(deployment);
  ExpectCleanFiles(deployment.folder());
  const auto sqlite = [&](const std::string& store, const std::string& command) {
    return Output(
        absl::StrCat("sqlite3 ", deployment.folder(), "/data/", store, ".db \"", command, "\""));
  };
  ExpectCleanDumps([&](const std::string& store) { return sqlite(store, ".dump"); },
                   [&](const std::string& number) {
                     sqlite("dossier",
                            absl::StrCat("INSERT INTO numbers VALUES ('", number, "', '', 1)"));
                   });
}

TEST_F(DumpTest, ShowsNobodyOnPostgres) {
  testing::PostgresServer server;
  std::map<std::string, std::string> environment;
  std::map<std::string, std::string> schemas;
  for (const std::string store : kStores) {
    const std::string url = server.Url();
    const std::string variable =
        absl::StrCat("TANCUA_", absl::AsciiStrToUpper(store), "_DATABASE_URL");
    environment[variable] = url;
    schemas[store] = url.substr(url.rfind('=') + 1);  // "… schema=<name>"
  }
  Deployment deployment(Deployment::Shape::kSuite, environment);
  PlayTheDay(deployment);
  ExpectCleanFiles(deployment.folder());
  ExpectCleanDumps(
      [&](const std::string& store) {
        return Output(absl::StrCat("pg_dump -n ", schemas[store], " \"", server.Words(), "\""));
      },
      [&](const std::string& number) {
        Output(absl::StrCat("psql -q \"", server.Words(), "\" -c \"INSERT INTO ",
                            schemas["dossier"], ".numbers VALUES ('", number, "', '', 1)\""));
      });
}

}  // namespace
}  // namespace tancua

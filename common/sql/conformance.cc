#include "common/sql/conformance.h"

#include <cstdlib>
#include <filesystem>
#include <thread>

#include "absl/synchronization/notification.h"
#include "common/sql/testdata/migrations.h"

namespace tancua::sql {
namespace {

std::unique_ptr<testing::PostgresServer>& PostgresHolder() {
  static auto* const server = new std::unique_ptr<testing::PostgresServer>;
  return *server;
}

// Stops the server at the end, if a test needed it.
class PostgresEnd : public ::testing::Environment {
  void TearDown() override { PostgresHolder().reset(); }
};
const auto* const kPostgresEnd = ::testing::AddGlobalTestEnvironment(new PostgresEnd);

std::string BackendName(const ::testing::TestParamInfo<Backend>& info) {
  switch (info.param) {
    case Backend::kSqliteMemory:
      return "SqliteMemory";
    case Backend::kSqliteFile:
      return "SqliteFile";
    case Backend::kPostgres:
      return "Postgres";
  }
  return "Unknown";
}

std::string MakeFolder() {
  std::string pattern = std::filesystem::temp_directory_path() / "tancua-sql-XXXXXX";
  return mkdtemp(pattern.data()) == nullptr ? "" : pattern;
}

}  // namespace

INSTANTIATE_TEST_SUITE_P(On, Conformance,
                         ::testing::Values(Backend::kSqliteMemory, Backend::kSqliteFile,
                                           Backend::kPostgres),
                         BackendName);

testing::PostgresServer& Postgres() {
  auto& server = PostgresHolder();
  if (server == nullptr) server = std::make_unique<testing::PostgresServer>();
  return *server;
}

Conformance::Conformance() : folder_(MakeFolder()) {
  switch (GetParam()) {
    case Backend::kSqliteMemory:
      url_ = "sqlite::memory:";
      break;
    case Backend::kSqliteFile:
      url_ = "sqlite:" + folder_ + "/a folder/test.db";
      break;
    case Backend::kPostgres:
      url_ = Postgres().Url();
      break;
  }
  database_ = Open();
  const absl::Status migrated = database_->Migrate(testdata::Migrations());
  EXPECT_TRUE(migrated.ok()) << migrated;
}

Conformance::~Conformance() {
  database_.reset();
  std::filesystem::remove_all(folder_);
}

std::unique_ptr<Database> Conformance::Open() {
  auto opened = Database::Open({.url = url_});
  if (!opened.ok()) ADD_FAILURE() << opened.status();
  return *std::move(opened);
}

absl::Status Conformance::Run(const char* sql, std::initializer_list<Param> params) {
  return db().Write("key", [&](Session& s) { return s.Execute(sql, params).status(); });
}

std::vector<std::string> Conformance::Column(const char* sql, std::initializer_list<Param> params) {
  std::vector<std::string> values;
  const absl::Status read = db().Read([&](Session& s) {
    return s.Query(sql, params,
                   [&](const Row& row) { values.push_back(row.IsNull(0) ? "NULL" : row.Text(0)); });
  });
  EXPECT_TRUE(read.ok()) << read;
  return values;
}

std::vector<absl::Status> Conformance::RunInOneGroup(const std::vector<Body>& bodies) {
  absl::Notification entered;
  absl::Notification release;
  std::vector<std::thread> threads;
  // While this one runs, the others gather behind it.
  threads.emplace_back([&] {
    EXPECT_THAT(db().Write("key",
                           [&](Session&) {
                             entered.Notify();
                             release.WaitForNotification();
                             return absl::OkStatus();
                           }),
                IsOk());
  });
  entered.WaitForNotification();
  std::vector<absl::Status> results(bodies.size());
  for (std::size_t i = 0; i < bodies.size(); ++i) {
    threads.emplace_back([&, i] { results[i] = db().Write("key", bodies[i]); });
    while (db().GetStats().waiting <= static_cast<std::int64_t>(i)) std::this_thread::yield();
  }
  release.Notify();
  for (std::thread& thread : threads) thread.join();
  return results;
}

}  // namespace tancua::sql

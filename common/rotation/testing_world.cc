#include "common/rotation/testing_world.h"

#include "absl/strings/str_cat.h"
#include "common/status/macros.h"
#include "common/testing/postgres.h"

namespace tancua::rotation {
namespace {

constexpr char kName[] = "people.name";

// The note is what a person without a name has: nothing to move.
constexpr char kPeople[] = R"sql(
CREATE TABLE people (
  id TEXT PRIMARY KEY,
  name_index TEXT NOT NULL UNIQUE,
  name_sealed TEXT NOT NULL,
  note_sealed TEXT
);
)sql";
constexpr char kInsert[] =
    "INSERT INTO people (id, name_index, name_sealed, note_sealed) VALUES (:id, :index, :name, "
    "NULL)";
constexpr char kSelectName[] = "SELECT name_sealed FROM people WHERE id = :id";
constexpr char kFind[] = "SELECT id FROM people WHERE name_index = :index";

std::string NewDatabase(Backend backend) {
  if (backend == Backend::kSqlite) return "sqlite::memory:";
  static auto* const server = new testing::PostgresServer();
  return server->Url();
}

absl::StatusOr<std::string> IndexOfName(const crypto::Keyring& keys, std::string_view sealed) {
  ASSIGN_OR_RETURN(const std::string name, keys.Open(sealed, kName));
  return keys.Index(name, kName);
}

}  // namespace

World::World()
    : keys_(crypto::Keyring::Parse(Line("k1")).value()),
      database_(sql::Database::Open({.url = NewDatabase(GetParam())}).value()) {
  const absl::Status migrated =
      database_->Migrate({{1, "people", kPeople}, {2, "key_uses", kMigrationSql}});
  EXPECT_TRUE(migrated.ok()) << migrated;
}

std::string World::Line(const std::string& id) {
  return absl::StrCat(id, " ", std::string(64, id.back()), "\n");
}

std::string World::Prepared(const std::string& id) {
  return absl::StrCat(id, " ", std::string(64, id.back()), " opens-only\n");
}

std::vector<std::unique_ptr<Place>> World::NewPlaces() {
  return Places(*database_, keys_,
                {Sealed("people", "id", "name_sealed", kName),
                 Sealed("people", "id", "note_sealed", "people.note"),
                 Indexed("people", "id", "name_index", "name_sealed", IndexOfName)});
}

void World::Add(const std::string& id, const std::string& name) {
  const absl::Status added = database_->Write("test", [&](sql::Session& tx) {
    return tx.Execute(kInsert, {id, keys_.Index(name, kName), keys_.Seal(name, kName)}).status();
  });
  ASSERT_TRUE(added.ok()) << added;
}

void World::Run(const char* sql) {
  const absl::Status done =
      database_->Write("test", [&](sql::Session& tx) { return tx.Execute(sql, {}).status(); });
  ASSERT_TRUE(done.ok()) << done;
}

std::vector<std::string> World::Texts(const char* sql) {
  std::vector<std::string> texts;
  const absl::Status read = database_->Read([&](sql::Session& session) {
    texts.clear();
    return session.Query(sql, {}, [&](const sql::Row& row) { texts.push_back(row.Text(0)); });
  });
  EXPECT_TRUE(read.ok()) << read;
  return texts;
}

std::string World::NameOf(const std::string& id) {
  std::string sealed;
  const absl::Status read = database_->Read([&](sql::Session& session) {
    return session.Query(kSelectName, {id}, [&](const sql::Row& row) { sealed = row.Text(0); });
  });
  EXPECT_TRUE(read.ok()) << read;
  return keys_.Open(sealed, kName).value_or("");
}

std::string World::Find(const std::string& name) {
  std::string id;
  const absl::Status read = database_->Read([&](sql::Session& session) -> absl::Status {
    for (const std::string& index : keys_.Indices(name, kName)) {
      RETURN_IF_ERROR(
          session.Query(kFind, {index}, [&](const sql::Row& row) { id = row.Text(0); }));
      if (!id.empty()) break;
    }
    return absl::OkStatus();
  });
  EXPECT_TRUE(read.ok()) << read;
  return id;
}

}  // namespace tancua::rotation

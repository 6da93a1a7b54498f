#include <memory>

#include "absl/strings/str_cat.h"
#include "common/status/macros.h"
#include "services/admin/backup/archive.h"
#include "services/admin/backup/blobs.h"
#include "services/admin/backup/database_copy.h"
#include "services/admin/backup/work_folder.h"
#include "services/admin/commands/archive_words.h"
#include "services/admin/commands/commands.h"

namespace tancua::admin {
namespace {

struct VerifyWish {
  ArchiveWords archive;
  std::string scratch;
  std::string scratch_database;
};

// Where a database of the backup is restored to for the look at it.
absl::StatusOr<sql::DatabaseConfig> ScratchOf(const std::string& service,
                                              const backup::DatabaseEntry& entry,
                                              const VerifyWish& wish, const std::string& folder) {
  if (!entry.postgres) {
    return sql::DatabaseConfig{.url =
                                   absl::StrCat("sqlite:", folder, "/restored/", service, ".db")};
  }
  if (wish.scratch_database.empty()) {
    return absl::InvalidArgumentError(
        "the backup is of PostgreSQL: name an empty database by --scratch-database");
  }
  std::string url = absl::StrCat("postgresql:", wish.scratch_database);
  if (!entry.schema.empty()) absl::StrAppend(&url, " schema=", entry.schema);
  return sql::DatabaseConfig{.url = std::move(url)};
}

absl::Status Run(const Options& options, const VerifyWish& wish) {
  ASSIGN_OR_RETURN(const auto work, backup::WorkFolder::Make(wish.scratch));
  RETURN_IF_ERROR(backup::Open(wish.archive.file, wish.archive.identity, work.path()));
  ASSIGN_OR_RETURN(const auto manifest, backup::ReadManifest(work.path()));
  for (const auto& [service, entry] : manifest.databases) {
    ASSIGN_OR_RETURN(const auto scratch, ScratchOf(service, entry, wish, work.path()));
    RETURN_IF_ERROR(backup::RestoreDatabase(service, entry, work.path(), scratch));
  }
  RETURN_IF_ERROR(backup::CheckBlobs(manifest.blobs, work.path() + "/blobs"));
  Print(options, {{"made", absl::FormatTime(manifest.begin_time, absl::LocalTimeZone())},
                  {"version", manifest.version},
                  {"databases", manifest.databases.size()},
                  {"rows", backup::CountRows(manifest)},
                  {"attachments", manifest.blobs.size()},
                  {"verdict", "in order"}});
  return absl::OkStatus();
}

}  // namespace

void AddVerifyBackup(Cli& cli) {
  auto wish = std::make_shared<VerifyWish>();
  CLI::App* command = cli.Add(
      "verify-backup", "Restore a backup into a scratch place and compare all counts and hashes",
      [&cli, wish] { return Run(cli.options, *wish); });
  AddArchiveWords(*command, wish->archive);
  command->add_option("--scratch", wish->scratch, "folder for the time of the look")->required();
  command->add_option("--scratch-database", wish->scratch_database,
                      "libpq keywords of an empty PostgreSQL database; drop it afterwards");
}

}  // namespace tancua::admin

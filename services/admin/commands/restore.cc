#include <filesystem>
#include <memory>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "common/status/macros.h"
#include "services/admin/backup/archive.h"
#include "services/admin/backup/blobs.h"
#include "services/admin/backup/database_copy.h"
#include "services/admin/backup/work_folder.h"
#include "services/admin/commands/archive_words.h"
#include "services/admin/commands/commands.h"
#include "services/admin/installation.h"

namespace tancua::admin {
namespace {

namespace fs = std::filesystem;

struct RestoreWish {
  ArchiveWords archive;
  std::string to = "/";  // of keys
};

absl::Status RequireNoBlobs(const std::string& folder) {
  std::error_code error;
  if (!fs::exists(folder) || fs::is_empty(folder, error)) return absl::OkStatus();
  return absl::FailedPreconditionError(
      absl::StrCat(folder, " is not empty: restore into an empty place"));
}

absl::Status PlaceBlobs(const backup::Manifest& manifest, const std::string& from,
                        const std::string& to) {
  std::error_code error;
  fs::create_directories(to, error);
  fs::copy(from, to, fs::copy_options::recursive, error);
  if (error) return absl::UnavailableError(absl::StrCat("cannot write ", to));
  return backup::CheckBlobs(manifest.blobs, to);
}

absl::Status RestoreAll(const backup::Manifest& manifest, const std::string& folder,
                        const Installation& installation) {
  for (const auto& [service, entry] : manifest.databases) {
    const auto database = installation.databases.find(service);
    if (database == installation.databases.end()) {
      return absl::InvalidArgumentError(
          absl::StrCat("no configuration names the database of ", service));
    }
    RETURN_IF_ERROR(backup::RestoreDatabase(service, entry, folder, database->second));
  }
  return PlaceBlobs(manifest, folder + "/blobs", installation.blobs);
}

absl::Status Run(const Options& options, const RestoreWish& wish) {
  const absl::Time begin = absl::Now();
  ASSIGN_OR_RETURN(const Installation installation, LoadInstallation(options.configs));
  RETURN_IF_ERROR(RequireNoBlobs(installation.blobs));
  ASSIGN_OR_RETURN(const auto work, backup::WorkFolder::Make(installation.data_dir));
  RETURN_IF_ERROR(backup::Open(wish.archive.file, wish.archive.identity, work.path()));
  ASSIGN_OR_RETURN(const auto manifest, backup::ReadManifest(work.path()));
  RETURN_IF_ERROR(RestoreAll(manifest, work.path(), installation));
  Print(options, {{"restored", absl::FormatTime(manifest.begin_time, absl::LocalTimeZone())},
                  {"databases", manifest.databases.size()},
                  {"rows", backup::CountRows(manifest)},
                  {"attachments", manifest.blobs.size()},
                  {"seconds", absl::ToDoubleSeconds(absl::Now() - begin)}});
  return absl::OkStatus();
}

}  // namespace

void AddRestore(Cli& cli) {
  auto wish = std::make_shared<RestoreWish>();
  AddArchiveWords(*cli.Add("restore",
                           "Put a backup to where the configuration says, which must be empty, and "
                           "compare all counts and hashes",
                           [&cli, wish] { return Run(cli.options, *wish); }),
                  wish->archive);
}

void AddRestoreKeys(Cli& cli) {
  auto wish = std::make_shared<RestoreWish>();
  CLI::App* command = cli.Add(
      "restore-keys", "Put keys and configuration back under the paths that they had",
      [wish] { return backup::Open(wish->archive.file, wish->archive.identity, wish->to); });
  AddArchiveWords(*command, wish->archive);
  command->add_option("--to", wish->to, "below this folder")
      ->capture_default_str()
      ->check(CLI::ExistingDirectory);
}

}  // namespace tancua::admin

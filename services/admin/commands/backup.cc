#include <filesystem>
#include <memory>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "absl/time/clock.h"
#include "common/status/macros.h"
#include "services/admin/backup/archive.h"
#include "services/admin/backup/blobs.h"
#include "services/admin/backup/database_copy.h"
#include "services/admin/backup/success.h"
#include "services/admin/backup/work_folder.h"
#include "services/admin/commands/commands.h"
#include "services/admin/installation.h"

namespace tancua::admin {
namespace {

namespace fs = std::filesystem;

struct BackupWish {
  std::string to;
  std::string keys_to;
  std::string recipients = "/etc/tancua/backup.recipients";
};

// Who consumes comes before who publishes: what a consumer does not know yet is still in the outbox
// of the other copy, and it never knows of what the other lacks. Dossiers name citizens, so
// identity comes last.
constexpr const char* kOrder[] = {"statistics", "survey", "notification", "dossier", "identity"};

absl::StatusOr<backup::Manifest> CopyAll(const Installation& installation,
                                         const std::string& folder, absl::Time begin) {
  backup::Manifest manifest{.begin_time = begin, .version = TANCUA_VERSION};
  std::error_code error;
  fs::create_directories(folder + "/databases", error);
  for (const std::string service : kOrder) {
    const auto database = installation.databases.find(service);
    if (database == installation.databases.end()) {
      return absl::InvalidArgumentError(
          absl::StrCat("no configuration names the database of ", service));
    }
    ASSIGN_OR_RETURN(manifest.databases[service],
                     backup::CopyDatabase(service, database->second, folder));
  }
  ASSIGN_OR_RETURN(manifest.blobs, backup::CopyBlobs(installation.blobs, folder + "/blobs"));
  RETURN_IF_ERROR(backup::WriteManifest(manifest, folder));
  return manifest;
}

absl::Status SealKeys(const Installation& installation, const BackupWish& wish,
                      const std::string& file) {
  std::vector<std::string> paths;
  for (const std::string& path : installation.configuration) {
    paths.emplace_back(absl::StripPrefix(path, "/"));
  }
  if (paths.empty()) return absl::FailedPreconditionError("there are no keys to keep");
  return backup::Seal("/", paths, wish.recipients, file);
}

absl::Status CheckFolders(const BackupWish& wish) {
  std::error_code error;
  if (!fs::exists(wish.recipients)) {
    return absl::InvalidArgumentError(absl::StrCat(
        wish.recipients, " is missing: it holds the public keys (age1…) that backups are for"));
  }
  for (const std::string& folder : {wish.to, wish.keys_to}) {
    fs::create_directories(folder, error);
    if (!fs::is_directory(folder)) {
      return absl::InvalidArgumentError(absl::StrCat(folder, " is no folder"));
    }
  }
  if (fs::equivalent(wish.to, wish.keys_to, error)) {
    return absl::InvalidArgumentError("keys are kept apart from the data: name two folders");
  }
  return absl::OkStatus();
}

absl::Status Run(const Options& options, const BackupWish& wish) {
  const absl::Time begin = absl::Now();
  RETURN_IF_ERROR(CheckFolders(wish));
  ASSIGN_OR_RETURN(const Installation installation, LoadInstallation(options.configs));
  ASSIGN_OR_RETURN(const auto work, backup::WorkFolder::Make(installation.data_dir));
  ASSIGN_OR_RETURN(const auto manifest, CopyAll(installation, work.path(), begin));

  const std::string stem =
      "/tancua-" + absl::FormatTime("%Y%m%dT%H%M%SZ", begin, absl::UTCTimeZone());
  const std::string archive = absl::StrCat(wish.to, stem, ".tar.age");
  const std::string keys = absl::StrCat(wish.keys_to, stem, ".keys.tar.age");
  RETURN_IF_ERROR(SealKeys(installation, wish, keys));
  RETURN_IF_ERROR(
      backup::Seal(work.path(), {"manifest.json", "databases", "blobs"}, wish.recipients, archive));
  const absl::Time end = absl::Now();
  RETURN_IF_ERROR(backup::NoteSuccess(installation.data_dir, begin));
  Print(options, {{"backup", archive},
                  {"keys", keys},
                  {"databases", manifest.databases.size()},
                  {"rows", backup::CountRows(manifest)},
                  {"attachments", manifest.blobs.size()},
                  {"bytes", fs::file_size(archive)},
                  {"seconds", absl::ToDoubleSeconds(end - begin)}});
  return absl::OkStatus();
}

}  // namespace

void AddBackup(Cli& cli) {
  auto wish = std::make_shared<BackupWish>();
  CLI::App* command =
      cli.Add("backup", "Copy databases, attachments, keys and configuration while all runs",
              [&cli, wish] { return Run(cli.options, *wish); });
  command->add_option("--to", wish->to, "folder for the encrypted data")->required();
  command->add_option("--keys-to", wish->keys_to, "another folder, for the encrypted keys")
      ->required();
  command
      ->add_option("--recipients", wish->recipients,
                   "file of public keys (age1…) whose owners can restore")
      ->capture_default_str();
}

}  // namespace tancua::admin

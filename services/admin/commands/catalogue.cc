#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "common/calendar/calendar.h"
#include "common/status/macros.h"
#include "services/admin/commands/commands.h"
#include "services/admin/installation.h"
#include "services/admin/procedures/delivery.h"
#include "services/admin/procedures/folder.h"
#include "services/admin/procedures/plan.h"

namespace tancua::admin {
namespace {

namespace fs = std::filesystem;

using dossier::catalogue::Catalogue;
using dossier::catalogue::Folders;
using dossier::catalogue::ReadTexts;
using dossier::catalogue::Texts;
using nlohmann::ordered_json;

struct CatalogueWish {
  std::string delivery;
  std::string folder;  // empty: the configuration's
  bool dry_run = false;
};

absl::StatusOr<Folders> FoldersOf(const Options& options, const CatalogueWish& wish) {
  if (!wish.folder.empty()) return Folders{.configured = fs::absolute(wish.folder)};
  ASSIGN_OR_RETURN(const Installation installation, LoadInstallation(options.configs));
  return installation.procedures;
}

ordered_json Shown(const procedures::Change& change) {
  return {{"change", change.change},        {"procedure", change.procedure},
          {"validFrom", change.valid_from}, {"validTo", change.valid_to},
          {"fields", change.fields},        {"title", change.title}};
}

ordered_json Shown(const procedures::Complaint& complaint) {
  return {{"reason", complaint.reason},
          {"file", complaint.file},
          {"line", complaint.line},
          {"field", complaint.field},
          {"text", complaint.text}};
}

// What is wrong, or else what changes.
absl::Status Report(const Options& options, const procedures::Plan& plan) {
  ordered_json rows = ordered_json::array();
  for (const auto& complaint : plan.complaints) rows.push_back(Shown(complaint));
  for (const auto& change : plan.changes) rows.push_back(Shown(change));
  Print(options, rows);
  return plan.complaints.empty() ? absl::OkStatus()
                                 : absl::DataLossError("refused; nothing was changed");
}

void SayThatItIsTaken(const Options& options) {
  if (options.json) return;
  std::fputs("The dossier service takes it within ten seconds. Back: tancua catalogue undo\n",
             stderr);
}

absl::Status ListCatalogue(const Options& options, const CatalogueWish& wish) {
  ASSIGN_OR_RETURN(const Folders folders, FoldersOf(options, wish));
  ASSIGN_OR_RETURN(const Catalogue catalogue, Catalogue::Load(folders.InUse()));
  ordered_json rows = ordered_json::array();
  for (const auto* entry : catalogue.All()) {
    const auto& procedure = entry->procedure;
    rows.push_back({{"procedure", procedure.code},
                    {"validFrom", procedure.Version()},
                    {"validTo", procedure.valid_to ? calendar::FormatDay(*procedure.valid_to) : ""},
                    {"title", procedure.title}});
  }
  Print(options, rows);
  return absl::OkStatus();
}

absl::Status Import(const Options& options, const CatalogueWish& wish) {
  ASSIGN_OR_RETURN(const Folders folders, FoldersOf(options, wish));
  ASSIGN_OR_RETURN(const Texts before, ReadTexts(folders.InUse()));
  ASSIGN_OR_RETURN(const auto delivered, procedures::ReadDelivery(wish.delivery));
  const procedures::Plan plan =
      procedures::PlanImport(before, delivered, calendar::LocalDay(absl::Now()));
  if (wish.dry_run || !plan.complaints.empty() || plan.changes.empty()) {
    return Report(options, plan);
  }
  if (folders.InUse() != folders.Own()) {
    // The suite's own files become the catalogue that one can go back to.
    Texts shipped;
    for (const auto& [path, text] : before) shipped[fs::path(path).filename()] = text;
    RETURN_IF_ERROR(procedures::ReplaceFolder(folders.Own(), shipped));
  }
  RETURN_IF_ERROR(procedures::ReplaceFolder(folders.Own(), plan.after));
  RETURN_IF_ERROR(Report(options, plan));
  SayThatItIsTaken(options);
  return absl::OkStatus();
}

absl::Status Undo(const Options& options, const CatalogueWish& wish) {
  ASSIGN_OR_RETURN(const Folders folders, FoldersOf(options, wish));
  const std::string previous = procedures::PreviousOf(folders.Own());
  if (!fs::is_directory(previous)) {
    return absl::FailedPreconditionError(absl::StrCat("nothing was imported: no ", previous));
  }
  ASSIGN_OR_RETURN(const Texts before, ReadTexts(folders.Own()));
  ASSIGN_OR_RETURN(const Texts after, ReadTexts(previous));
  const procedures::Plan plan =
      procedures::PlanReturn(before, after, calendar::LocalDay(absl::Now()));
  if (!plan.complaints.empty()) return Report(options, plan);
  RETURN_IF_ERROR(procedures::ExchangeWithPrevious(folders.Own()));
  RETURN_IF_ERROR(Report(options, plan));
  SayThatItIsTaken(options);
  return absl::OkStatus();
}

CLI::App* WithFolder(CLI::App* command, CatalogueWish& wish) {
  command
      ->add_option("--folder", wish.folder,
                   "the catalogue to look at or change; without it, the configuration's")
      ->check(CLI::ExistingDirectory);
  return command;
}

CLI::App* WithDelivery(CLI::App* command, CatalogueWish& wish) {
  command
      ->add_option("PATH", wish.delivery,
                   "a file with one YAML document a procedure, or a folder of such files")
      ->required()
      ->check(CLI::ExistingPath);
  return WithFolder(command, wish);
}

}  // namespace

void AddCatalogue(Cli& cli) {
  auto wish = std::make_shared<CatalogueWish>();
  CLI::App* group = cli.AddGroup("catalogue", "The procedures (thủ tục) that the ward serves");
  WithFolder(cli.Add(*group, "list", "List every version of every procedure",
                     [&cli, wish] { return ListCatalogue(cli.options, *wish); }),
             *wish);
  WithDelivery(cli.Add(*group, "check",
                       "Read procedures as the suite would, and show what an import of them would "
                       "change (exit code 3 when it would be refused)",
                       [&cli, wish] {
                         wish->dry_run = true;
                         return Import(cli.options, *wish);
                       }),
               *wish);
  WithDelivery(cli.Add(*group, "import",
                       "Take procedures into the catalogue, all or none; a running service takes "
                       "them without a restart",
                       [&cli, wish] { return Import(cli.options, *wish); }),
               *wish)
      ->add_flag("--dry-run", wish->dry_run, "only show what it would change, like check");
  WithFolder(cli.Add(*group, "undo", "Go back to the catalogue before the last import",
                     [&cli, wish] { return Undo(cli.options, *wish); }),
             *wish);
}

}  // namespace tancua::admin

#include "services/dossier/catalogue/catalogue.h"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "common/status/macros.h"
#include "services/admin/commands/commands.h"

namespace tancua::admin {
namespace {

namespace fs = std::filesystem;

struct CatalogueWish {
  std::string folder;
  std::string installed = "/usr/share/tancua/services/dossier/data/procedures";
};

std::map<std::string, std::string> Texts(const std::string& folder) {
  std::map<std::string, std::string> texts;  // by file name
  std::error_code none;                      // of a folder that is not there
  for (const auto& entry : fs::directory_iterator(folder, none)) {
    if (entry.path().extension() != ".yaml") continue;
    std::ifstream in(entry.path());
    texts[entry.path().filename().string()].assign(std::istreambuf_iterator<char>(in), {});
  }
  return texts;
}

absl::Status CheckCatalogue(const Options& options, const CatalogueWish& wish) {
  const auto catalogue = dossier::catalogue::Catalogue::Load(wish.folder);
  if (!catalogue.ok()) return absl::DataLossError(catalogue.status().message());
  const auto before = Texts(wish.installed);
  const auto after = Texts(wish.folder);
  nlohmann::ordered_json changes = nlohmann::ordered_json::array();
  for (const auto& [file, text] : after) {
    const auto old = before.find(file);
    if (old == before.end()) changes.push_back({{"file", file}, {"change", "added"}});
    if (old != before.end() && old->second != text) {
      changes.push_back({{"file", file}, {"change", "changed"}});
    }
  }
  for (const auto& [file, text] : before) {
    if (!after.contains(file)) changes.push_back({{"file", file}, {"change", "removed"}});
  }
  Print(options, changes);
  return absl::OkStatus();
}

}  // namespace

void AddCatalogue(Cli& cli) {
  auto wish = std::make_shared<CatalogueWish>();
  CLI::App* group = cli.AddGroup("catalogue", "The procedures (thủ tục) that the ward serves");
  CLI::App* check = cli.Add(
      *group, "check",
      "Read a folder of procedures as the suite would, and show what it changes (exit code 3 when "
      "the suite would refuse it)",
      [&cli, wish] { return CheckCatalogue(cli.options, *wish); });
  check->add_option("FOLDER", wish->folder, "one YAML file a procedure")
      ->required()
      ->check(CLI::ExistingDirectory);
  check->add_option("--installed", wish->installed, "the folder that is in use, if there is one")
      ->capture_default_str();
}

}  // namespace tancua::admin

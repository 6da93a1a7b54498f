#include "services/dossier/catalogue/folders.h"

#include <filesystem>

namespace tancua::dossier::catalogue {

std::string Folders::Own() const {
  return configured.empty() ? data_dir + "/procedures" : configured;
}

std::string Folders::InUse() const {
  // A configured folder that is missing is a mistake, not a wish for another.
  std::error_code none;
  if (!configured.empty() || std::filesystem::is_directory(Own(), none)) return Own();
  return asset_dir + "/services/dossier/data/procedures";
}

}  // namespace tancua::dossier::catalogue

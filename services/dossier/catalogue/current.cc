#include "services/dossier/catalogue/current.h"

#include <utility>

#include "common/log/log.h"
#include "common/status/macros.h"
#include "services/dossier/catalogue/complaint.h"
#include "services/dossier/catalogue/keeping.h"

namespace tancua::dossier::catalogue {

absl::StatusOr<std::unique_ptr<Current>> Current::Open(Folders folders) {
  ASSIGN_OR_RETURN(Texts texts, ReadTexts(folders.InUse()));
  ASSIGN_OR_RETURN(Catalogue catalogue, Catalogue::Of(texts));
  auto current = std::unique_ptr<Current>(new Current(std::move(folders)));
  current->Take(std::move(texts), std::move(catalogue));
  return current;
}

absl::StatusOr<int> Current::Reread(absl::CivilDay today) {
  const std::string folder = folders_.InUse();
  ASSIGN_OR_RETURN(Texts texts, ReadTexts(folder));
  if (texts == texts_) return 0;
  ASSIGN_OR_RETURN(Catalogue next, Catalogue::Of(texts));
  if (const auto complaint = FirstNotKept(Get(), next, today)) return Refusal(*complaint);
  Take(std::move(texts), std::move(next));
  log::Info("catalogue.reloaded", {{"folder", folder}, {"versions", Get().size()}});
  return 1;
}

void Current::Take(Texts texts, Catalogue catalogue) {
  texts_ = std::move(texts);
  current_ = all_.emplace_back(std::make_unique<Catalogue>(std::move(catalogue))).get();
}

}  // namespace tancua::dossier::catalogue

#include "services/notification/templates/catalogue.h"

#include <algorithm>
#include <filesystem>
#include <tuple>

#include "absl/strings/str_cat.h"
#include "common/status/macros.h"
#include "services/notification/templates/template_file.h"

namespace tancua::notification {
namespace {

bool Before(const domain::Template& a, const domain::Template& b) {
  return std::tie(a.id, a.version) < std::tie(b.id, b.version);
}

absl::StatusOr<std::vector<std::string>> TemplateFiles(const std::string& folder) {
  std::error_code error;
  std::vector<std::string> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
    if (entry.path().extension() == ".yaml") files.push_back(entry.path().string());
  }
  if (error || files.empty()) {
    return absl::NotFoundError(absl::StrCat("no message templates in ", folder));
  }
  return files;
}

}  // namespace

absl::StatusOr<Catalogue> Catalogue::Load(const std::string& folder) {
  Catalogue catalogue;
  ASSIGN_OR_RETURN(const auto files, TemplateFiles(absl::StrCat(folder, "/templates")));
  for (const std::string& file : files) {
    ASSIGN_OR_RETURN(domain::Template tmpl, ReadTemplate(file));
    catalogue.templates_.push_back(std::move(tmpl));
  }
  std::sort(catalogue.templates_.begin(), catalogue.templates_.end(), Before);
  const auto twin = std::adjacent_find(catalogue.templates_.begin(), catalogue.templates_.end(),
                                       [](const auto& a, const auto& b) { return !Before(a, b); });
  if (twin != catalogue.templates_.end()) {
    return absl::InvalidArgumentError(
        absl::StrCat("version ", twin->version, " of template ", twin->id, " exists twice"));
  }
  ASSIGN_OR_RETURN(catalogue.abbreviations_,
                   ReadAbbreviations(absl::StrCat(folder, "/abbreviations.yaml")));
  return catalogue;
}

const domain::Template* Catalogue::ForEvent(std::string_view event, std::string_view state,
                                            absl::Time time) const {
  const absl::CivilDay day = absl::ToCivilDay(time, domain::LocalZone());
  const domain::Template* best = nullptr;
  for (const domain::Template& tmpl : templates_) {
    if (tmpl.event != event || tmpl.state != state || tmpl.valid_from > day) continue;
    if (best == nullptr || tmpl.valid_from >= best->valid_from) best = &tmpl;
  }
  return best;
}

const domain::Template* Catalogue::ById(std::string_view id, int version) const {
  const domain::Template* newest = nullptr;
  for (const domain::Template& tmpl : templates_) {
    if (tmpl.id != id) continue;
    newest = &tmpl;
    if (tmpl.version == version) break;
  }
  return newest;
}

}  // namespace tancua::notification

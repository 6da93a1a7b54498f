#include "services/survey/catalogue/questionnaires.h"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/status/macros.h"

namespace tancua::survey::catalogue {
namespace {

absl::StatusOr<domain::Questionnaire> ReadFile(const std::string& path) {
  std::ifstream file(path);
  if (!file) return absl::NotFoundError(absl::StrCat(path, ": cannot be read"));
  absl::StatusOr<domain::Questionnaire> questionnaire =
      ParseQuestionnaire(std::string{std::istreambuf_iterator<char>(file), {}});
  if (questionnaire.ok()) return questionnaire;
  return absl::InvalidArgumentError(absl::StrCat(path, ": ", questionnaire.status().message()));
}

}  // namespace

absl::StatusOr<Questionnaires> Questionnaires::Load(const std::string& folder) {
  Questionnaires questionnaires;
  std::error_code unreadable;  // leaves the loop empty, which is refused below
  for (const auto& entry : std::filesystem::directory_iterator(folder, unreadable)) {
    if (entry.path().extension() != ".yaml") continue;
    ASSIGN_OR_RETURN(domain::Questionnaire questionnaire, ReadFile(entry.path().string()));
    const std::string key = questionnaire.Key();
    if (!questionnaires.by_key_.emplace(key, std::move(questionnaire)).second) {
      return absl::InvalidArgumentError(absl::StrCat(folder, ": ", key, " is there twice"));
    }
  }
  if (questionnaires.by_key_.empty()) {
    return absl::NotFoundError(absl::StrCat(folder, ": holds no questionnaire"));
  }
  return questionnaires;
}

const domain::Questionnaire* Questionnaires::Find(std::string_view key) const {
  const auto found = by_key_.find(key);
  return found == by_key_.end() ? nullptr : &found->second;
}

const domain::Questionnaire* Questionnaires::ValidOn(absl::CivilDay day) const {
  const domain::Questionnaire* newest = nullptr;
  for (const auto& [key, questionnaire] : by_key_) {
    if (!questionnaire.ValidOn(day)) continue;
    if (newest == nullptr || questionnaire.valid_from > newest->valid_from) newest = &questionnaire;
  }
  return newest;
}

}  // namespace tancua::survey::catalogue

#include <set>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/calendar/calendar.h"
#include "common/status/macros.h"
#include "services/survey/catalogue/questionnaires.h"
#include "yaml-cpp/yaml.h"

namespace tancua::survey::catalogue {
namespace {

absl::Status At(const YAML::Node& node, const std::string& problem) {
  return absl::InvalidArgumentError(absl::StrCat("line ", node.Mark().line + 1, ": ", problem));
}

absl::Status RefuseUnknownKeys(const YAML::Node& node, const std::set<std::string>& known) {
  for (const auto& entry : node) {
    const std::string key = entry.first.as<std::string>();
    if (!known.contains(key)) return At(entry.first, absl::StrCat("unknown key ", key));
  }
  return absl::OkStatus();
}

absl::StatusOr<std::string> Text(const YAML::Node& node, const char* key) {
  const YAML::Node value = node[key];
  if (!value || !value.IsScalar() || value.Scalar().empty()) {
    return At(node, absl::StrCat(key, " is missing"));
  }
  return value.Scalar();
}

absl::StatusOr<absl::CivilDay> Day(const YAML::Node& node, const char* key) {
  ASSIGN_OR_RETURN(const std::string text, Text(node, key));
  const absl::StatusOr<absl::CivilDay> day = calendar::ParseDay(text);
  if (!day.ok()) return At(node[key], absl::StrCat(key, " is no day"));
  return day;
}

std::vector<std::string> Texts(const YAML::Node& node) {
  return node ? node.as<std::vector<std::string>>() : std::vector<std::string>();
}

absl::StatusOr<domain::Question> ReadQuestion(const YAML::Node& node) {
  RETURN_IF_ERROR(RefuseUnknownKeys(node, {"id", "title", "required"}));
  domain::Question question;
  ASSIGN_OR_RETURN(question.id, Text(node, "id"));
  ASSIGN_OR_RETURN(question.title, Text(node, "title"));
  question.required = node["required"].as<bool>(false);
  return question;
}

absl::StatusOr<std::vector<domain::Question>> ReadQuestions(const YAML::Node& root) {
  std::vector<domain::Question> questions;
  std::set<std::string> ids;
  bool rates_overall = false;
  for (const YAML::Node& node : root["questions"]) {
    ASSIGN_OR_RETURN(domain::Question question, ReadQuestion(node));
    if (!ids.insert(question.id).second) return At(node, "question id is there twice");
    rates_overall = rates_overall || (question.id == domain::kOverall && question.required);
    questions.push_back(std::move(question));
  }
  if (!rates_overall) return At(root, "a required question \"overall\" is missing");
  return questions;
}

absl::StatusOr<domain::Questionnaire> ReadQuestionnaire(const YAML::Node& root) {
  if (!root.IsMap()) return At(root, "expected keys with values");
  RETURN_IF_ERROR(RefuseUnknownKeys(root, {"id", "version", "valid_from", "valid_to", "legal_basis",
                                           "provisional", "answer_days", "questions"}));
  domain::Questionnaire questionnaire;
  ASSIGN_OR_RETURN(questionnaire.id, Text(root, "id"));
  ASSIGN_OR_RETURN(questionnaire.version, Text(root, "version"));
  ASSIGN_OR_RETURN(questionnaire.valid_from, Day(root, "valid_from"));
  if (root["valid_to"]) {
    ASSIGN_OR_RETURN(questionnaire.valid_to, Day(root, "valid_to"));
  }
  questionnaire.legal_basis = Texts(root["legal_basis"]);
  if (questionnaire.legal_basis.empty()) return At(root, "legal_basis is missing");
  questionnaire.provisional = Texts(root["provisional"]);
  questionnaire.answer_days = root["answer_days"].as<int>(0);
  if (questionnaire.answer_days < 1) return At(root, "answer_days must be 1 or more");
  ASSIGN_OR_RETURN(questionnaire.questions, ReadQuestions(root));
  return questionnaire;
}

}  // namespace

absl::StatusOr<domain::Questionnaire> ParseQuestionnaire(std::string_view yaml) {
  try {
    return ReadQuestionnaire(YAML::Load(std::string(yaml)));
  } catch (const YAML::Exception& error) {
    return absl::InvalidArgumentError(error.what());
  }
}

}  // namespace tancua::survey::catalogue

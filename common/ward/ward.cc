#include "common/ward/ward.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <set>

#include "absl/strings/str_cat.h"
#include "common/calendar/calendar.h"
#include "common/status/macros.h"
#include "common/status/view.h"
#include "yaml-cpp/yaml.h"

namespace tancua::ward {
namespace {

constexpr std::size_t kCodeLength = 5;

absl::Status At(const YAML::Node& node, std::string_view problem) {
  return absl::InvalidArgumentError(
      absl::StrCat("wards: line ", node.Mark().line + 1, ": ", View(problem)));
}

absl::Status RefuseUnknownKeys(const YAML::Node& node) {
  static const std::set<std::string> known{
      "code",         "name",       "province", "agency_code", "agency_code_placeholder",
      "agency_title", "valid_from", "valid_to", "legal_basis"};
  for (const auto& entry : node) {
    if (!known.contains(entry.first.Scalar())) {
      return At(entry.first, absl::StrCat("unknown key ", entry.first.Scalar()));
    }
  }
  return absl::OkStatus();
}

absl::StatusOr<std::string> Text(const YAML::Node& ward, const char* key) {
  const YAML::Node value = ward[key];
  if (!value || !value.IsScalar() || value.Scalar().empty()) {
    return At(ward, absl::StrCat(key, " is missing"));
  }
  return value.Scalar();
}

absl::StatusOr<absl::CivilDay> Day(const YAML::Node& ward, const char* key) {
  ASSIGN_OR_RETURN(const std::string text, Text(ward, key));
  const absl::StatusOr<absl::CivilDay> day = calendar::ParseDay(text);
  if (!day.ok()) return At(ward[key], absl::StrCat(key, ": ", day.status().message()));
  return *day;
}

bool IsCode(std::string_view text) {
  return text.size() == kCodeLength &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

absl::StatusOr<Ward> ReadWard(const YAML::Node& node) {
  if (!node.IsMap()) return At(node, "a ward has keys with values");
  RETURN_IF_ERROR(RefuseUnknownKeys(node));
  // Every entry of law or administration says where it comes from, though no code reads it.
  RETURN_IF_ERROR(Text(node, "legal_basis").status());
  Ward ward;
  ASSIGN_OR_RETURN(ward.code, Text(node, "code"));
  if (!IsCode(ward.code)) return At(node["code"], "a ward code has five digits");
  ASSIGN_OR_RETURN(ward.name, Text(node, "name"));
  ASSIGN_OR_RETURN(ward.province, Text(node, "province"));
  ASSIGN_OR_RETURN(ward.agency_code, Text(node, "agency_code"));
  ASSIGN_OR_RETURN(ward.agency_title, Text(node, "agency_title"));
  ASSIGN_OR_RETURN(ward.valid_from, Day(node, "valid_from"));
  if (node["valid_to"]) {
    ASSIGN_OR_RETURN(ward.valid_to, Day(node, "valid_to"));
    if (*ward.valid_to < ward.valid_from) return At(node["valid_to"], "is before valid_from");
  }
  if (const YAML::Node placeholder = node["agency_code_placeholder"]; placeholder) {
    ward.agency_code_placeholder = placeholder.as<bool>();
  }
  return ward;
}

absl::StatusOr<WardDirectory::Wards> ReadWards(const YAML::Node& root) {
  if (!root.IsMap() || !root["wards"].IsSequence()) return At(root, "expected a list of wards");
  WardDirectory::Wards wards;
  std::set<std::string> agencies;
  for (const YAML::Node& node : root["wards"]) {
    ASSIGN_OR_RETURN(Ward ward, ReadWard(node));
    // Two wards with one agency code would number dossiers in one series.
    if (!agencies.insert(ward.agency_code).second) return At(node, "agency_code is there twice");
    const std::string code = ward.code;
    if (!wards.emplace(code, std::move(ward)).second) return At(node, "code is there twice");
  }
  return wards;
}

}  // namespace

bool Ward::ValidOn(absl::CivilDay day) const {
  return day >= valid_from && (!valid_to.has_value() || day <= *valid_to);
}

absl::StatusOr<WardDirectory> WardDirectory::Parse(std::string_view yaml) {
  try {
    WardDirectory directory;
    ASSIGN_OR_RETURN(directory.wards_, ReadWards(YAML::Load(std::string(yaml))));
    return directory;
  } catch (const YAML::Exception& error) {
    return absl::InvalidArgumentError(absl::StrCat("wards: ", error.what()));
  }
}

absl::StatusOr<WardDirectory> WardDirectory::Load(const std::string& path) {
  std::ifstream file(path);
  if (!file) return absl::NotFoundError(absl::StrCat(path, ": cannot be read"));
  return Parse(std::string{std::istreambuf_iterator<char>(file), {}});
}

const Ward* WardDirectory::Find(std::string_view code) const {
  const auto found = wards_.find(code);
  return found == wards_.end() ? nullptr : &found->second;
}

}  // namespace tancua::ward

#include "services/identity/domain/purpose.h"

#include <exception>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/calendar/calendar.h"
#include "common/crypto/digest.h"
#include "common/status/macros.h"
#include "yaml-cpp/yaml.h"

namespace tancua::identity::domain {
namespace {

bool ValidThatDay(const Purpose& purpose, absl::CivilDay day) {
  return purpose.valid_from <= day && (!purpose.valid_to || day <= *purpose.valid_to);
}

absl::StatusOr<Purpose> ReadPurpose(const YAML::Node& node) {
  Purpose purpose{.id = node["id"].as<std::string>(""),
                  .title = node["title"].as<std::string>(""),
                  .text = node["text"].as<std::string>(""),
                  .text_version = node["version"].as<std::string>(""),
                  .legal_basis = node["legal_basis"].as<std::string>(""),
                  .needs_consent = node["needs_consent"].as<bool>()};
  for (const std::string* part :
       {&purpose.id, &purpose.title, &purpose.text, &purpose.text_version, &purpose.legal_basis}) {
    if (part->empty()) {
      return absl::InvalidArgumentError(absl::StrCat("purpose ", purpose.id, " is not whole"));
    }
  }
  purpose.text_sha256 = crypto::Sha256Hex(purpose.text);
  ASSIGN_OR_RETURN(purpose.valid_from, calendar::ParseDay(node["valid_from"].as<std::string>("")));
  if (const YAML::Node to = node["valid_to"]) {
    ASSIGN_OR_RETURN(purpose.valid_to, calendar::ParseDay(to.as<std::string>("")));
  }
  return purpose;
}

}  // namespace

absl::StatusOr<Purposes> Purposes::Parse(std::string_view yaml) {
  Purposes all;
  try {
    for (const YAML::Node& node : YAML::Load(std::string(yaml))["purposes"]) {
      ASSIGN_OR_RETURN(Purpose purpose, ReadPurpose(node));
      if (all.Find(purpose.id, purpose.valid_from) != nullptr) {
        return absl::InvalidArgumentError(
            absl::StrCat("purpose ", purpose.id, " has two valid versions"));
      }
      all.purposes_.push_back(std::move(purpose));
    }
  } catch (const std::exception& e) {  // yaml-cpp throws; nothing of it leaves this file
    return absl::InvalidArgumentError(e.what());
  }
  return all;
}

std::vector<Purpose> Purposes::ValidOn(absl::CivilDay day) const {
  std::vector<Purpose> valid;
  for (const Purpose& purpose : purposes_) {
    if (ValidThatDay(purpose, day)) valid.push_back(purpose);
  }
  return valid;
}

const Purpose* Purposes::Find(std::string_view id, absl::CivilDay day) const {
  for (const Purpose& purpose : purposes_) {
    if (purpose.id == id && ValidThatDay(purpose, day)) return &purpose;
  }
  return nullptr;
}

}  // namespace tancua::identity::domain

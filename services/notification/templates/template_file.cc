#include "services/notification/templates/template_file.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "common/status/macros.h"
#include "services/notification/domain/segments.h"
#include "yaml-cpp/yaml.h"

namespace tancua::notification {
namespace {

absl::Status Wrong(const std::string& file, absl::string_view what) {
  return absl::InvalidArgumentError(absl::StrCat(file, ": ", what));
}

// Every "<name>" of the text approved by Zalo must be a parameter that we send.
absl::Status CheckZnsText(const std::string& text, const domain::Template& tmpl) {
  for (std::size_t open = text.find('<'); open != std::string::npos;
       open = text.find('<', open + 1)) {
    const std::string name = text.substr(open + 1, text.find('>', open) - open - 1);
    const bool given = std::any_of(tmpl.zns_parameters.begin(), tmpl.zns_parameters.end(),
                                   [&](const auto& p) { return p.name == name; });
    if (!given) {
      return absl::InvalidArgumentError(
          absl::StrCat("the text names <", name, ">, which is no parameter"));
    }
  }
  return absl::OkStatus();
}

absl::Status ReadZns(const YAML::Node& node, domain::Template& tmpl) {
  tmpl.zns_template_id = node["template_id"].as<std::string>();
  for (const YAML::Node& parameter : node["parameters"]) {
    ASSIGN_OR_RETURN(const domain::Fact fact,
                     domain::FactFromName(parameter["fact"].as<std::string>()));
    tmpl.zns_parameters.push_back(
        {parameter["name"].as<std::string>(), fact, parameter["max_length"].as<int>()});
  }
  return CheckZnsText(node["text"].as<std::string>(), tmpl);
}

absl::Status ReadSms(const YAML::Node& node, domain::Template& tmpl) {
  const std::string text = node["text"].as<std::string>();
  ASSIGN_OR_RETURN(tmpl.sms, domain::Pattern::Parse(text));
  if (domain::CountSegments(text).unicode) {
    return absl::InvalidArgumentError("the SMS text has characters outside the GSM alphabet");
  }
  return absl::OkStatus();
}

absl::Status ReadHead(const YAML::Node& node, domain::Template& tmpl) {
  tmpl.id = node["id"].as<std::string>();
  tmpl.event = node["event"].as<std::string>();
  tmpl.state = node["state"].as<std::string>("");
  tmpl.version = node["version"].as<int>();
  tmpl.urgent = node["urgent"].as<bool>(false);
  if (!absl::ParseCivilTime(node["valid_from"].as<std::string>(), &tmpl.valid_from)) {
    return absl::InvalidArgumentError("valid_from must be a day, YYYY-MM-DD");
  }
  if (!absl::ParseDuration(node["valid_for"].as<std::string>(), &tmpl.valid_for)) {
    return absl::InvalidArgumentError("valid_for must be a duration like \"24h\"");
  }
  return absl::OkStatus();
}

absl::StatusOr<domain::Template> FromNode(const YAML::Node& node) {
  domain::Template tmpl;
  RETURN_IF_ERROR(ReadHead(node, tmpl));
  if (node["zns"]) RETURN_IF_ERROR(ReadZns(node["zns"], tmpl));
  RETURN_IF_ERROR(ReadSms(node["sms"], tmpl));
  return tmpl;
}

}  // namespace

absl::StatusOr<domain::Template> ReadTemplate(const std::string& file) {
  try {
    auto tmpl = FromNode(YAML::LoadFile(file));
    if (!tmpl.ok()) return Wrong(file, tmpl.status().message());
    return tmpl;
  } catch (const YAML::Exception& e) {
    return Wrong(file, e.what());
  }
}

absl::StatusOr<domain::Abbreviations> ReadAbbreviations(const std::string& file) {
  try {
    domain::Abbreviations abbreviations;
    for (const YAML::Node& node : YAML::LoadFile(file)) {
      abbreviations.emplace_back(node["long"].as<std::string>(), node["short"].as<std::string>());
    }
    return abbreviations;
  } catch (const YAML::Exception& e) {
    return Wrong(file, e.what());
  }
}

}  // namespace tancua::notification

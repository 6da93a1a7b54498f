#include "services/dossier/catalogue/procedure_file.h"

#include <set>
#include <string>
#include <utility>

#include "services/dossier/catalogue/complaint.h"
#include "services/dossier/catalogue/yaml_json.h"
#include "services/dossier/catalogue/yaml_map.h"
#include "services/dossier/domain/code.h"
#include "yaml-cpp/yaml.h"

namespace tancua::dossier::catalogue {
namespace {

using domain::Fee;
using domain::PaperRequirement;
using domain::Procedure;

std::pair<calendar::Term, std::string> ReadTerm(const YAML::Node& node) {
  const YamlMap map(node, {"kind", "days", "title"});
  const std::string kind = map.Text("kind");
  if (kind == "SAME_DAY") {
    return {{.kind = calendar::Term::Kind::kSameDay, .days = 0}, map.Text("title")};
  }
  if (kind != "WORKING_DAYS")
    throw Mistake(map.Get("kind"), "kind", "kind is WORKING_DAYS or SAME_DAY");
  const std::int64_t days = map.Int("days");
  if (days < 1 || days > 365) throw Mistake(map.Get("days"), "days", "days is 1 to 365");
  return {{.kind = calendar::Term::Kind::kWorkingDays, .days = static_cast<int>(days)},
          map.Text("title")};
}

Fee::Per ReadPer(const YamlMap& map) {
  const std::string per = map.Text("per");
  if (per == "DOSSIER") return Fee::Per::kDossier;
  if (per == "COPY") return Fee::Per::kCopy;
  if (per == "PAGE") return Fee::Per::kPage;
  throw Mistake(map.Get("per"), "per", "per is DOSSIER, COPY or PAGE");
}

Fee ReadFee(const YAML::Node& node) {
  const YamlMap map(node, {"online_vnd", "counter_vnd", "per", "from_third_page_vnd",
                           "most_per_copy_vnd", "title", "legal_basis"});
  Fee fee{.online_vnd = map.Int("online_vnd"),
          .counter_vnd = map.Int("counter_vnd"),
          .per = ReadPer(map),
          .title = map.Text("title"),
          .legal_basis = map.Texts("legal_basis")};
  if (fee.per == Fee::Per::kPage) {
    fee.from_third_page_vnd = map.Int("from_third_page_vnd");
    fee.most_per_copy_vnd = map.Int("most_per_copy_vnd");
  }
  return fee;
}

PaperRequirement ReadPaper(const YAML::Node& node) {
  const YamlMap map(node, {"id", "title", "required", "mime_types"});
  PaperRequirement paper{.id = map.Text("id"),
                         .title = map.Text("title"),
                         .required = map.Flag("required"),
                         .mime_types = map.Texts("mime_types")};
  if (paper.mime_types.empty())
    throw Mistake(node, "mime_types", "a paper accepts at least one MIME type");
  return paper;
}

std::vector<PaperRequirement> ReadPapers(const YAML::Node& list) {
  if (!list.IsSequence()) throw Mistake(list, "papers", "papers must be a list");
  std::vector<PaperRequirement> papers;
  std::set<std::string> ids;
  for (const YAML::Node& node : list) {
    papers.push_back(ReadPaper(node));
    if (!ids.insert(papers.back().id).second) throw Mistake(node, "id", "two papers have one id");
  }
  return papers;
}

std::vector<domain::Channel> ReadChannels(const YamlMap& map) {
  std::vector<domain::Channel> channels;
  for (const std::string& name : map.Texts("channels")) {
    const auto channel = domain::ParseChannel(name);
    if (!channel) throw Mistake(map.Get("channels"), "channels", "unknown channel " + name);
    channels.push_back(*channel);
  }
  return channels;
}

domain::IdentityDemand ReadIdentity(const YAML::Node& node) {
  const YamlMap map(node, {"min_level", "max_age"});
  domain::IdentityDemand demand;
  if (map.Has("min_level")) {
    demand.min_level = static_cast<int>(map.Int("min_level"));
    if (demand.min_level > 2)
      throw Mistake(map.Get("min_level"), "min_level", "min_level is 0, 1 or 2");
  }
  if (const auto text = map.OptionalText("max_age")) {
    absl::Duration age;
    if (!absl::ParseDuration(*text, &age) || age < absl::Seconds(1)) {
      throw Mistake(map.Get("max_age"), "max_age", "max_age is a duration such as 15m");
    }
    demand.max_age = age;
  }
  return demand;
}

Procedure ReadProcedure(const YamlMap& map) {
  Procedure p{.code = map.Text("code"),
              .valid_from = map.Day("valid_from"),
              .title = map.Text("title"),
              .field = map.Text("field"),
              .fee = ReadFee(map.Get("fee")),
              .papers = ReadPapers(map.Get("papers")),
              .channels = ReadChannels(map),
              .result = map.Text("result"),
              .legal_basis = map.Texts("legal_basis"),
              .provisional = map.Texts("provisional")};
  if (!domain::IsProcedureCode(p.code)) {
    throw Mistake(map.Get("code"), "code", "code must look like 1.014027");
  }
  if (map.Has("identity")) p.identity = ReadIdentity(map.Get("identity"));
  if (map.Has("valid_to")) p.valid_to = map.Day("valid_to");
  if (p.valid_to && *p.valid_to < p.valid_from) {
    throw Mistake(map.Get("valid_to"), "valid_to", "valid_to lies before valid_from");
  }
  std::tie(p.term, p.term_title) = ReadTerm(map.Get("term"));
  return p;
}

absl::StatusOr<Entry> ReadEntry(const YAML::Node& root, std::string file) {
  const YamlMap map(root,
                    {"code", "valid_from", "valid_to", "title", "field", "term", "fee", "channels",
                     "papers", "identity", "result", "legal_basis", "provisional", "form"});
  Procedure procedure = ReadProcedure(map);
  auto form = FormSchema::Compile(ToJson(map.Get("form")));
  if (!form.ok()) throw Mistake(map.Get("form"), "form", std::string(form.status().message()));
  return Entry{
      .procedure = std::move(procedure), .form = *std::move(form), .file = std::move(file)};
}

}  // namespace

absl::StatusOr<Entry> ParseProcedure(std::string_view yaml, std::string_view file) {
  try {
    return ReadEntry(YAML::Load(std::string(yaml)), std::string(file));
  } catch (const Mistake& mistake) {
    return Refusal({.reason = mistake.reason(),
                    .file = std::string(file),
                    .line = mistake.line(),
                    .field = mistake.field(),
                    .text = mistake.what()});
  } catch (const YAML::Exception& error) {
    return Refusal({.reason = "YAML_INVALID",
                    .file = std::string(file),
                    .line = error.mark.line + 1,
                    .text = error.msg});
  }
}

}  // namespace tancua::dossier::catalogue

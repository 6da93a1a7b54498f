#include "services/notification/domain/template.h"

#include <algorithm>
#include <array>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "common/status/view.h"
#include "common/text/text.h"

namespace tancua::notification::domain {
namespace {

constexpr std::array<std::pair<std::string_view, Fact>, 9> kFactNames{{
    {"applicant_name", Fact::kApplicantName},
    {"dossier", Fact::kDossier},
    {"agency", Fact::kAgency},
    {"change_time", Fact::kChangeTime},
    {"due_time", Fact::kDueTime},
    {"link", Fact::kLink},
    {"link_expire_date", Fact::kLinkExpireDate},
    {"code", Fact::kCode},
    {"code_expire_time", Fact::kCodeExpireTime},
}};

constexpr std::string_view kNotKnownYet = "sẽ thông báo sau";

std::string Moment(absl::Time time) {
  return absl::FormatTime("%H:%M %d/%m/%Y", time, LocalZone());
}

std::string MomentIfKnown(const std::optional<absl::Time>& time) {
  return time ? Moment(*time) : std::string(kNotKnownYet);
}

// The first `length` code points; a cut text ends in "…".
std::string Cut(std::string text, int length) {
  int points = 0;
  std::size_t keep = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool starts = (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80;
    if (!starts) continue;
    if (points == length - 1) keep = at;
    if (++points > length) return absl::StrCat(text.substr(0, keep), "…");
  }
  return text;
}

}  // namespace

absl::StatusOr<Fact> FactFromName(std::string_view name) {
  const auto* found = std::find_if(kFactNames.begin(), kFactNames.end(),
                                   [name](const auto& pair) { return pair.first == name; });
  if (found == kFactNames.end()) {
    return absl::InvalidArgumentError(
        absl::StrCat("a template names the unknown fact \"", View(name), "\""));
  }
  return found->second;
}

std::string TextOf(const Facts& facts, Fact fact) {
  switch (fact) {
    case Fact::kApplicantName:
      return facts.applicant_name;
    case Fact::kDossier:
      return facts.dossier;
    case Fact::kAgency:
      return facts.agency;
    case Fact::kChangeTime:
      return Moment(facts.change_time);
    case Fact::kDueTime:
      return MomentIfKnown(facts.due_time);
    case Fact::kLink:
      return facts.link;
    case Fact::kCode:
      return facts.code;
    case Fact::kCodeExpireTime:
      return MomentIfKnown(facts.code_expire_time);
    case Fact::kLinkExpireDate:
      break;
  }
  return facts.link_expire_time ? absl::FormatTime("%d/%m/%Y", *facts.link_expire_time, LocalZone())
                                : std::string(kNotKnownYet);
}

absl::StatusOr<Pattern> Pattern::Parse(std::string_view text) {
  Pattern pattern;
  while (!text.empty()) {
    const std::size_t open = text.find('{');
    if (open != 0) pattern.pieces_.emplace_back(std::string(text.substr(0, open)));
    if (open == std::string_view::npos) break;
    const std::size_t close = text.find('}', open);
    if (close == std::string_view::npos) {
      return absl::InvalidArgumentError("a template has '{' without '}'");
    }
    auto fact = FactFromName(text.substr(open + 1, close - open - 1));
    if (!fact.ok()) return fact.status();
    pattern.pieces_.emplace_back(*fact);
    text.remove_prefix(close + 1);
  }
  return pattern;
}

std::string Pattern::Fill(const Facts& facts) const {
  std::string out;
  for (const auto& piece : pieces_) {
    const auto* words = std::get_if<std::string>(&piece);
    out += words != nullptr ? *words : TextOf(facts, std::get<Fact>(piece));
  }
  return out;
}

std::vector<std::pair<std::string, std::string>> RenderZns(const Template& tmpl,
                                                           const Facts& facts) {
  std::vector<std::pair<std::string, std::string>> values;
  values.reserve(tmpl.zns_parameters.size());
  for (const ZnsParameter& parameter : tmpl.zns_parameters) {
    values.emplace_back(parameter.name, Cut(TextOf(facts, parameter.fact), parameter.max_length));
  }
  return values;
}

std::string RenderSms(const Template& tmpl, const Facts& facts,
                      const Abbreviations& abbreviations) {
  Facts brief = facts;
  brief.agency = absl::StrReplaceAll(facts.agency, abbreviations);
  return text::Unaccented(tmpl.sms.Fill(brief));
}

}  // namespace tancua::notification::domain

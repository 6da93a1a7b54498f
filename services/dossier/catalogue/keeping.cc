#include "services/dossier/catalogue/keeping.h"

#include <string>
#include <tuple>
#include <vector>

#include "absl/strings/str_cat.h"

namespace tancua::dossier::catalogue {
namespace {

using domain::Procedure;

// Titles and legal bases may be corrected.
auto TermOf(const Procedure& p) { return std::tuple(p.term.kind, p.term.days); }
auto FeeOf(const Procedure& p) {
  return std::tuple(p.fee.online_vnd, p.fee.counter_vnd, p.fee.per, p.fee.from_third_page_vnd,
                    p.fee.most_per_copy_vnd);
}
auto PapersOf(const Procedure& p) {
  std::vector<std::tuple<std::string, bool, std::vector<std::string>>> papers;
  for (const auto& paper : p.papers)
    papers.emplace_back(paper.id, paper.required, paper.mime_types);
  return papers;
}

std::string FirstChanged(const Procedure& before, const Procedure& after) {
  if (TermOf(before) != TermOf(after)) return "term";
  if (FeeOf(before) != FeeOf(after)) return "fee";
  if (PapersOf(before) != PapersOf(after)) return "papers";
  return "";
}

}  // namespace

std::optional<Complaint> FirstNotKept(const Catalogue& before, const Catalogue& after,
                                      absl::CivilDay today) {
  for (const Entry* old : before.All()) {
    const Procedure& procedure = old->procedure;
    if (procedure.valid_from > today) continue;
    const std::string version = absl::StrCat(procedure.code, " of ", procedure.Version());
    const Entry* kept = after.FindVersion(procedure.code, procedure.Version());
    if (kept == nullptr) {
      return Complaint{.reason = "VERSION_LOST",
                       .file = old->file,
                       .text = absl::StrCat(version, " has begun and would be lost")};
    }
    const std::string changed = FirstChanged(procedure, kept->procedure);
    if (changed.empty()) continue;
    return Complaint{.reason = "VERSION_IN_FORCE",
                     .file = kept->file,
                     .field = changed,
                     .text = absl::StrCat(version, " has begun, its ", changed,
                                          " stays: make it a version with a later valid_from")};
  }
  return std::nullopt;
}

}  // namespace tancua::dossier::catalogue

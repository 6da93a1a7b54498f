#include "services/admin/procedures/plan.h"

#include <map>
#include <optional>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/calendar/calendar.h"
#include "services/admin/procedures/changes.h"
#include "services/dossier/catalogue/keeping.h"
#include "services/dossier/catalogue/procedure_file.h"

namespace tancua::admin::procedures {
namespace {

using dossier::catalogue::ComplaintOf;
using dossier::domain::Procedure;

// Of a version in the ward's own folder.
std::string FileOf(const Procedure& procedure) {
  return absl::StrCat(procedure.code, ".", procedure.Version(), ".yaml");
}

struct Delivered {
  Document document;
  Procedure procedure;
};

// Good documents by the file that they become; complaints of the others.
std::map<std::string, Delivered> Read(const std::vector<Document>& documents,
                                      std::vector<Complaint>& complaints) {
  std::map<std::string, Delivered> read;
  for (const Document& document : documents) {
    // Empty lines before it, so that a complaint names the line of the delivered file.
    const std::string padded = std::string(document.line - 1, '\n') + document.text;
    const auto entry = dossier::catalogue::ParseProcedure(padded, document.file);
    if (!entry.ok()) {
      complaints.push_back(*ComplaintOf(entry.status()));
      continue;
    }
    const std::string file = FileOf(entry->procedure);
    if (!read.emplace(file, Delivered{document, entry->procedure}).second) {
      complaints.push_back({.reason = "VERSION_TWICE",
                            .file = document.file,
                            .line = document.line,
                            .field = "valid_from",
                            .text = absl::StrCat(entry->procedure.code, " of ",
                                                 entry->procedure.Version(), " is here twice")});
    }
  }
  return read;
}

// The first day of the delivered version that follows `old`.
std::optional<absl::CivilDay> FollowedOn(const Procedure& old,
                                         const std::map<std::string, Delivered>& delivered) {
  std::optional<absl::CivilDay> first;
  for (const auto& [file, next] : delivered) {
    const absl::CivilDay begin = next.procedure.valid_from;
    if (next.procedure.code == old.code && begin > old.valid_from && (!first || begin < *first)) {
      first = begin;
    }
  }
  return first;
}

// A text that names its days elsewhere than at the begin of a line is left alone; it then overlaps
// its follower, and the import is refused.
std::string WithLastDay(const std::string& text, absl::CivilDay day) {
  const std::size_t key = absl::StartsWith(text, "valid_from:") ? 0 : text.find("\nvalid_from:");
  if (key == std::string::npos) return text;
  const std::size_t end = std::min(text.find('\n', key + 1), text.size());
  return absl::StrCat(text.substr(0, end), "\nvalid_to: \"", calendar::FormatDay(day), "\"",
                      text.substr(end));
}

Texts Merge(const Catalogue& catalogue, const Texts& texts,
            const std::map<std::string, Delivered>& delivered) {
  Texts merged;
  for (const auto* entry : catalogue.All()) {
    std::string& text = merged[FileOf(entry->procedure)] = texts.at(entry->file);
    const auto followed = FollowedOn(entry->procedure, delivered);
    if (followed && !entry->procedure.valid_to) text = WithLastDay(text, *followed - 1);
  }
  for (const auto& [file, version] : delivered) merged[file] = version.document.text;
  return merged;
}

// Says it of the delivered file, if the complaint is about one.
Complaint AtDelivered(Complaint complaint, const std::map<std::string, Delivered>& delivered) {
  const auto found = delivered.find(complaint.file);
  if (found == delivered.end()) return complaint;
  complaint.file = found->second.document.file;
  complaint.line = found->second.document.line;
  return complaint;
}

// Adds complaints about the whole, or else what changes.
void Complete(Plan& plan, const Catalogue& before, const Texts& texts, absl::CivilDay today) {
  const auto after = Catalogue::Of(plan.after);
  if (!after.ok()) {
    plan.complaints.push_back(*ComplaintOf(after.status()));
  } else if (const auto lost = dossier::catalogue::FirstNotKept(before, *after, today)) {
    plan.complaints.push_back(*lost);
  } else {
    plan.changes = Compare(before, texts, *after, plan.after);
  }
}

}  // namespace

Plan PlanImport(const Texts& before, const std::vector<Document>& documents, absl::CivilDay today) {
  Plan plan;
  const auto delivered = Read(documents, plan.complaints);
  const auto catalogue = Catalogue::Of(before);
  if (!catalogue.ok()) plan.complaints.push_back(*ComplaintOf(catalogue.status()));
  if (!plan.complaints.empty()) return plan;
  plan.after = Merge(*catalogue, before, delivered);
  Complete(plan, *catalogue, before, today);
  for (Complaint& complaint : plan.complaints) {
    complaint = AtDelivered(std::move(complaint), delivered);
  }
  return plan;
}

Plan PlanReturn(const Texts& before, const Texts& after, absl::CivilDay today) {
  Plan plan{.after = after};
  const auto catalogue = Catalogue::Of(before);
  if (!catalogue.ok()) {
    plan.complaints.push_back(*ComplaintOf(catalogue.status()));
    return plan;
  }
  Complete(plan, *catalogue, before, today);
  return plan;
}

}  // namespace tancua::admin::procedures

#include "services/dossier/catalogue/catalogue.h"

#include <filesystem>
#include <fstream>
#include <sstream>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/status/macros.h"
#include "services/dossier/catalogue/complaint.h"

namespace tancua::dossier::catalogue {
namespace {

namespace fs = std::filesystem;

absl::StatusOr<std::vector<fs::path>> YamlFiles(const std::string& folder) {
  std::error_code error;
  std::vector<fs::path> files;
  for (const auto& file : fs::directory_iterator(folder, error)) {
    if (file.path().extension() == ".yaml") files.push_back(file.path());
  }
  if (error) return absl::NotFoundError(absl::StrCat(folder, ": ", error.message()));
  if (files.empty()) return absl::NotFoundError(absl::StrCat(folder, ": no procedures"));
  return files;
}

absl::StatusOr<std::string> ReadFile(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  if (!in || !(text << in.rdbuf())) {
    return absl::NotFoundError(absl::StrCat(path.string(), ": cannot be read"));
  }
  return text.str();
}

bool Overlap(const domain::Procedure& a, const domain::Procedure& b) {
  return a.ValidOn(b.valid_from) || b.ValidOn(a.valid_from);
}

}  // namespace

absl::StatusOr<Texts> ReadTexts(const std::string& folder) {
  ASSIGN_OR_RETURN(const std::vector<fs::path> files, YamlFiles(folder));
  Texts texts;
  for (const fs::path& file : files) {
    ASSIGN_OR_RETURN(texts[file.string()], ReadFile(file));
  }
  return texts;
}

absl::StatusOr<Catalogue> Catalogue::Of(const Texts& texts) {
  Catalogue catalogue;
  for (const auto& [file, text] : texts) {
    ASSIGN_OR_RETURN(Entry entry, ParseProcedure(text, file));
    RETURN_IF_ERROR(catalogue.Add(std::move(entry)));
  }
  return catalogue;
}

absl::StatusOr<Catalogue> Catalogue::Load(const std::string& folder) {
  ASSIGN_OR_RETURN(const Texts texts, ReadTexts(folder));
  return Of(texts);
}

absl::Status Catalogue::Add(Entry entry) {
  auto& versions = versions_[entry.procedure.code];
  for (const Entry& other : versions) {
    if (Overlap(entry.procedure, other.procedure)) {
      return Refusal({.reason = "VERSIONS_OVERLAP",
                      .file = entry.file,
                      .field = "valid_from",
                      .text = absl::StrCat(entry.procedure.code, " overlaps its version of ",
                                           other.procedure.Version())});
    }
  }
  versions.push_back(std::move(entry));
  return absl::OkStatus();
}

const Entry* Catalogue::Find(std::string_view code, absl::CivilDay day) const {
  const auto found = versions_.find(code);
  if (found == versions_.end()) return nullptr;
  for (const Entry& entry : found->second) {
    if (entry.procedure.ValidOn(day)) return &entry;
  }
  return nullptr;
}

const Entry* Catalogue::FindVersion(std::string_view code, std::string_view version) const {
  const auto found = versions_.find(code);
  if (found == versions_.end()) return nullptr;
  for (const Entry& entry : found->second) {
    if (entry.procedure.Version() == version) return &entry;
  }
  return nullptr;
}

std::vector<const Entry*> Catalogue::ListAfter(std::string_view after, absl::CivilDay day) const {
  std::vector<const Entry*> entries;
  for (auto it = versions_.upper_bound(after); it != versions_.end(); ++it) {
    if (const Entry* entry = Find(it->first, day)) entries.push_back(entry);
  }
  return entries;
}

std::vector<const Entry*> Catalogue::All() const {
  std::vector<const Entry*> entries;
  for (const auto& [code, versions] : versions_) {
    for (const Entry& entry : versions) entries.push_back(&entry);
  }
  return entries;
}

}  // namespace tancua::dossier::catalogue

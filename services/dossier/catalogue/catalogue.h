#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "services/dossier/catalogue/procedure_file.h"

namespace tancua::dossier::catalogue {

// Files by path.
using Texts = std::map<std::string, std::string>;

// Every *.yaml of a folder, and at least one.
[[nodiscard]] absl::StatusOr<Texts> ReadTexts(const std::string& folder);

// The procedures of the suite, each in every version that a dossier may have been received
// under. Never changes.
class Catalogue {
 public:
  // A procedure a file. A Refusal for a mistake in a file, and for two versions of one procedure
  // that are valid on one day.
  [[nodiscard]] static absl::StatusOr<Catalogue> Of(const Texts& texts);
  // Of ReadTexts.
  [[nodiscard]] static absl::StatusOr<Catalogue> Load(const std::string& folder);

  // The version of `code` that is valid on `day`; nullptr when there is none. Lives as long as the
  // catalogue.
  [[nodiscard]] const Entry* Find(std::string_view code, absl::CivilDay day) const;
  // The version that a dossier was received under; nullptr when its file is gone.
  [[nodiscard]] const Entry* FindVersion(std::string_view code, std::string_view version) const;
  // Everything valid on `day` whose code comes after `after`, by code.
  [[nodiscard]] std::vector<const Entry*> ListAfter(std::string_view after,
                                                    absl::CivilDay day) const;
  // Every version of every procedure.
  [[nodiscard]] std::vector<const Entry*> All() const;
  [[nodiscard]] std::size_t size() const { return All().size(); }

 private:
  [[nodiscard]] absl::Status Add(Entry entry);

  std::map<std::string, std::vector<Entry>, std::less<>> versions_;  // by code
};

}  // namespace tancua::dossier::catalogue

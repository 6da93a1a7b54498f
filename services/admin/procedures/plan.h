#pragma once

#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "services/admin/procedures/delivery.h"
#include "services/dossier/catalogue/catalogue.h"
#include "services/dossier/catalogue/complaint.h"

// What an import would change. Pure: it reads and writes no file.
namespace tancua::admin::procedures {

using dossier::catalogue::Catalogue;
using dossier::catalogue::Complaint;
using dossier::catalogue::Texts;

// One version of a procedure that becomes another.
struct Change {
  std::string change;  // "added", "changed", "ended" (it has a last day now), "removed"
  std::string procedure;
  std::string valid_from;
  std::string valid_to;             // may be empty
  std::vector<std::string> fields;  // whose values change
  std::string title;
};

struct Plan {
  std::vector<Complaint> complaints;  // when there is one, nothing of the rest may be used
  Texts after;                        // by file name
  std::vector<Change> changes;
};

// Puts each delivered version in the place of the same one, or beside the others. A version without
// a last day ends the day before a delivered one begins. What is not delivered stays.
[[nodiscard]] Plan PlanImport(const Texts& before, const std::vector<Document>& delivered,
                              absl::CivilDay today);

// Takes `after` as it is, which was in use once.
[[nodiscard]] Plan PlanReturn(const Texts& before, const Texts& after, absl::CivilDay today);

}  // namespace tancua::admin::procedures

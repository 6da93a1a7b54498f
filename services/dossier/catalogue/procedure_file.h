#pragma once

#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "services/dossier/catalogue/form_schema.h"
#include "services/dossier/domain/procedure.h"

namespace tancua::dossier::catalogue {

// One version of a procedure, ready for use.
struct Entry {
  domain::Procedure procedure;
  FormSchema form;
  std::string file;  // that it stands in
};

// Reads the text of one file of data/procedures. A Refusal for the first mistake: bad YAML, a key
// that is missing, unknown or of the wrong kind, a form that is no JSON Schema.
[[nodiscard]] absl::StatusOr<Entry> ParseProcedure(std::string_view yaml, std::string_view file);

}  // namespace tancua::dossier::catalogue

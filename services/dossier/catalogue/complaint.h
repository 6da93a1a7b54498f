#pragma once

#include <optional>
#include <string>

#include "absl/status/status.h"

namespace tancua::dossier::catalogue {

// What is wrong with a file of the catalogue, for who wrote it and for scripts.
struct Complaint {
  std::string reason;  // stable: "FIELD_MISSING"; all are in docs/administration.md
  std::string file;
  int line = 1;
  std::string field;  // its key; empty when no single one is wrong
  std::string text;   // "days is 1 to 365"
};

// INVALID_ARGUMENT "<file>:<line>: <text>", out of which ComplaintOf reads the rest, too.
[[nodiscard]] absl::Status Refusal(const Complaint& complaint);
[[nodiscard]] std::optional<Complaint> ComplaintOf(const absl::Status& status);

}  // namespace tancua::dossier::catalogue

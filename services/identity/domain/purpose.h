#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"

namespace tancua::identity::domain {

// One use of personal data, with one version of its text.
struct Purpose {
  std::string id;
  std::string title;
  std::string text;
  std::string text_version;
  std::string text_sha256;
  std::string legal_basis;
  bool needs_consent = true;
  absl::CivilDay valid_from;
  std::optional<absl::CivilDay> valid_to;  // the last day
};

// The uses of personal data, all versions.
class Purposes {
 public:
  // As in data/purposes.yaml. INVALID_ARGUMENT names the purpose that is not whole, and that of
  // which two versions are valid on one day.
  [[nodiscard]] static absl::StatusOr<Purposes> Parse(std::string_view yaml);

  [[nodiscard]] std::vector<Purpose> ValidOn(absl::CivilDay day) const;
  // The version valid that day; null when there is none.
  [[nodiscard]] const Purpose* Find(std::string_view id, absl::CivilDay day) const;

 private:
  std::vector<Purpose> purposes_;
};

}  // namespace tancua::identity::domain

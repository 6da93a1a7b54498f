#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"

// The wards that the suite serves. Wards merge and are renamed: each entry has the days
// between which it exists, and its five-digit code, never its name, is its key.
namespace tancua::ward {

struct Ward {
  std::string code;      // "27442", of the General Statistics Office
  std::string name;      // "Phường Bình Tân"
  std::string province;  // "79"
  // The first part of its dossier codes: "H29.27442".
  std::string agency_code;
  // True while the city has not told us the real code; to be replaced before real use.
  bool agency_code_placeholder = false;
  // The office that receives dossiers, as printed on receipts.
  std::string agency_title;
  absl::CivilDay valid_from;
  std::optional<absl::CivilDay> valid_to;  // the last day; none: still in force

  [[nodiscard]] bool ValidOn(absl::CivilDay day) const;
};

class WardDirectory {
 public:
  // A YAML text as in data/wards.yaml. INVALID_ARGUMENT names the line of the first mistake.
  [[nodiscard]] static absl::StatusOr<WardDirectory> Parse(std::string_view yaml);
  // Reads and parses a file.
  [[nodiscard]] static absl::StatusOr<WardDirectory> Load(const std::string& path);

  // nullptr when there is no such ward. Lives as long as the directory.
  [[nodiscard]] const Ward* Find(std::string_view code) const;

  // By code.
  using Wards = std::map<std::string, Ward, std::less<>>;
  [[nodiscard]] const Wards& wards() const { return wards_; }

 private:
  Wards wards_;
};

}  // namespace tancua::ward

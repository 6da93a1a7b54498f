#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"

namespace tancua::simulator {

// One invented person of the demonstration. The staff realm uses `username`, `name` and `ward`
// only; the citizen realm everything else.
struct Person {
  std::string id;          // what a login_hint names: "p01", "clerk.27442"
  std::string number;      // 12 digits
  std::string name;        // NFC
  std::string birth_date;  // "YYYY-MM-DD"
  std::string sex;         // "Nam" or "Nữ", as the provider writes it
  std::string phone;       // "0903…", as people write it
  int level = 2;           // VNeID level
  std::string ward;        // five digits
  std::string note;        // what the person is good for in a demonstration
};

// Who uses Zalo: by agreement of all simulated parties, phones that end in an even digit.
[[nodiscard]] bool HasZalo(std::string_view phone);

// data/persons.yaml and data/staff.yaml.
[[nodiscard]] absl::StatusOr<std::vector<Person>> LoadPersons(const std::string& path);

}  // namespace tancua::simulator

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace tancua::testing {

// A person whose data must not stand anywhere in the clear. An empty part is not looked for.
struct PersonalData {
  std::string number;  // 12 digits
  std::string phone;   // "0903…", as people write it
  std::string name;    // NFC
};

// Everybody whom the simulated providers know, and the officers.
[[nodiscard]] std::vector<PersonalData> SimulatedPersons();

// Looks for the numbers, phones and names of persons in bytes: as they are, decomposed (NFD),
// without accents, in capitals, phones as 0…, 84… and +84…, digits in groups; each of these also
// in hexadecimal and in base64, wherever it begins.
class PersonalSearch {
 public:
  explicit PersonalSearch(const std::vector<PersonalData>& persons);

  // What stands in `bytes`, each once, in a form for people.
  [[nodiscard]] std::vector<std::string> Find(std::string_view bytes) const;
  // How many texts are looked for.
  [[nodiscard]] std::size_t size() const { return needles_.size(); }

 private:
  struct Needle {
    std::string bytes;
    std::string meaning;  // "phone 0903… in base64"
  };
  void AddForms(const std::string& kind, const std::string& text);
  void Add(std::string bytes, std::string meaning);

  std::vector<Needle> needles_;
  std::unordered_map<std::uint32_t, std::vector<std::size_t>> by_beginning_;
  std::vector<bool> beginnings_;  // by hash: whether any needle begins so
};

}  // namespace tancua::testing

#include "tests/support/personal.h"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <set>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "common/text/text.h"
#include "nlohmann/json.hpp"
#include "services/simulator/persons.h"

namespace tancua::testing {
namespace {

// What is shorter would be found by chance.
constexpr std::size_t kShortest = 8;
constexpr std::size_t kBeginning = 4;  // bytes that decide whether to look closer

std::uint32_t BeginningOf(const char* bytes) {
  std::uint32_t beginning = 0;
  std::memcpy(&beginning, bytes, kBeginning);
  return beginning;
}

std::size_t HashOf(std::uint32_t beginning) { return (beginning * 2654435761u) >> 10; }

std::string Decomposed(const std::string& text) {
  const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> nfd(
      utf8proc_NFD(reinterpret_cast<const utf8proc_uint8_t*>(text.c_str())), &std::free);
  return reinterpret_cast<const char*>(nfd.get());
}

// "\u0110\u1ed7 Ng\u1ecdc Lan", as JSON may write it.
std::string Escaped(const std::string& text) {
  const std::string json = nlohmann::json(text).dump(-1, ' ', /*ensure_ascii=*/true);
  return json.substr(1, json.size() - 2);
}

// "079 144 658 513": groups of `sizes`, the last size again and again.
std::string Grouped(const std::string& digits, std::initializer_list<std::size_t> sizes,
                    const char* separator) {
  std::string grouped;
  std::size_t at = 0;
  for (auto size = sizes.begin(); at < digits.size(); size += size + 1 == sizes.end() ? 0 : 1) {
    absl::StrAppend(&grouped, at == 0 ? "" : separator, digits.substr(at, *size));
    at += *size;
  }
  return grouped;
}

// The part of the base64 of `text` that does not depend on what stands around it, when `before`
// (0 to 2) bytes of its first group belong to something else.
std::string Base64Inside(const std::string& text, std::size_t before) {
  const std::string encoded = absl::Base64Escape(std::string(before, '\0') + text);
  const std::size_t begin = before == 0 ? 0 : before + 1;
  const std::size_t whole = (before + text.size()) / 3 * 4;
  return encoded.substr(begin, whole - begin);
}

}  // namespace

std::vector<PersonalData> SimulatedPersons() {
  std::vector<PersonalData> persons;
  for (const char* file : {"persons.yaml", "staff.yaml"}) {
    const auto loaded =
        simulator::LoadPersons(absl::StrCat(TANCUA_SOURCE_DIR, "/services/simulator/data/", file));
    for (const auto& person : loaded.value()) {
      persons.push_back({.number = person.number, .phone = person.phone, .name = person.name});
    }
  }
  return persons;
}

PersonalSearch::PersonalSearch(const std::vector<PersonalData>& persons)
    : beginnings_(std::size_t{1} << 22) {
  std::set<std::string> known;
  const auto add = [&](const std::string& kind, const std::string& text) {
    if (!text.empty() && known.insert(text).second) AddForms(kind, text);
  };
  for (const auto& [number, phone, name] : persons) {
    add("number", number);
    if (!number.empty()) {
      add("number", Grouped(number, {3}, " "));
      add("number", Grouped(number, {3}, "."));
    }
    // The last nine digits are in 0…, 84… and +84… alike; groups differ.
    if (!phone.empty()) {
      add("phone", phone.substr(1));
      for (const char* separator : {" ", ".", "-"}) {
        add("phone", Grouped(phone.substr(1), {3}, separator));
        add("phone", Grouped(phone, {4, 3}, separator));
      }
    }
    if (name.empty()) continue;
    add("name", name);
    add("name", Decomposed(name));
    add("name", Escaped(name));
    add("name", text::Unaccented(name));
    add("name", absl::AsciiStrToUpper(text::Unaccented(name)));
    add("name", text::SearchKey(name));
  }
}

void PersonalSearch::AddForms(const std::string& kind, const std::string& text) {
  if (text.size() < kShortest) return;
  const std::string meaning = absl::StrCat(kind, " ", text);
  Add(text, meaning);
  const std::string hex = absl::BytesToHexString(text);
  Add(hex, meaning + " in hexadecimal");
  Add(absl::AsciiStrToUpper(hex), meaning + " in hexadecimal");
  for (std::size_t before = 0; before < 3; ++before) {
    std::string encoded = Base64Inside(text, before);
    Add(encoded, meaning + " in base64");
    std::replace(encoded.begin(), encoded.end(), '+', '-');
    std::replace(encoded.begin(), encoded.end(), '/', '_');
    Add(encoded, meaning + " in base64");
  }
}

void PersonalSearch::Add(std::string bytes, std::string meaning) {
  if (bytes.size() < kShortest) return;
  const std::uint32_t beginning = BeginningOf(bytes.data());
  beginnings_[HashOf(beginning)] = true;
  by_beginning_[beginning].push_back(needles_.size());
  needles_.push_back({.bytes = std::move(bytes), .meaning = std::move(meaning)});
}

std::vector<std::string> PersonalSearch::Find(std::string_view bytes) const {
  std::set<std::string> found;
  for (std::size_t at = 0; at + kBeginning <= bytes.size(); ++at) {
    const std::uint32_t beginning = BeginningOf(bytes.data() + at);
    if (!beginnings_[HashOf(beginning)]) continue;
    const auto candidates = by_beginning_.find(beginning);
    if (candidates == by_beginning_.end()) continue;
    for (const std::size_t needle : candidates->second) {
      if (bytes.substr(at).starts_with(needles_[needle].bytes)) {
        found.insert(needles_[needle].meaning);
      }
    }
  }
  return {found.begin(), found.end()};
}

}  // namespace tancua::testing

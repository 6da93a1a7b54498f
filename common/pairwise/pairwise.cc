#include "common/pairwise/pairwise.h"

#include "absl/strings/str_cat.h"
#include "common/status/view.h"

namespace tancua::pairwise {
namespace {

constexpr std::string_view kPersons[] = {"citizens/", "officers/"};

// The collection that a person's name begins with; empty for any other name.
std::string_view CollectionOf(std::string_view subject) {
  for (const std::string_view collection : kPersons) {
    if (subject.starts_with(collection) && subject.size() > collection.size()) return collection;
  }
  return {};
}

// 122 bits of the index in the form of a UUID of version 8 (RFC 9562, 5.8), which is free to say
// anything.
std::string UuidOf(std::string hex) {
  constexpr std::string_view kVariant = "89ab";
  hex[12] = '8';
  const char digit = hex[16];
  const int value = digit <= '9' ? digit - '0' : digit - 'a' + 10;
  hex[16] = kVariant[static_cast<std::size_t>(value % 4)];
  return absl::StrCat(hex.substr(0, 8), "-", hex.substr(8, 4), "-", hex.substr(12, 4), "-",
                      hex.substr(16, 4), "-", hex.substr(20, 12));
}

std::string Context(std::string_view client) {
  return absl::StrCat("pairwise.subject.", View(client));
}

}  // namespace

std::string Names::For(std::string_view client, std::string_view subject) const {
  const std::string_view collection = CollectionOf(subject);
  if (client.empty() || collection.empty()) return std::string(subject);
  const std::string index = name_key_.Index(subject, Context(client));  // "<key id>.<hex>"
  return absl::StrCat(View(collection), UuidOf(index.substr(index.find('.') + 1)));
}

std::string Names::Seal(std::string_view client, std::string_view subject) const {
  return sealing_keys_.Seal(subject, Context(client));
}

absl::StatusOr<std::string> Names::Open(std::string_view client, std::string_view sealed) const {
  return sealing_keys_.Open(sealed, Context(client));
}

}  // namespace tancua::pairwise

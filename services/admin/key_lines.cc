#include "services/admin/key_lines.h"

#include <algorithm>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "common/crypto/keyring.h"
#include "common/status/macros.h"
#include "common/status/view.h"

namespace tancua::admin {
namespace {

constexpr char kOpensOnly[] = " opens-only";

std::vector<std::string> LinesOf(std::string_view text) {
  std::vector<std::string> lines;
  for (absl::string_view line : absl::StrSplit(View(text), '\n')) {
    line = absl::StripAsciiWhitespace(line);
    if (!line.empty()) lines.emplace_back(line);
  }
  return lines;
}

bool IsOf(const std::string& line, std::string_view id) {
  return absl::StartsWith(line, absl::StrCat(View(id), " "));
}

// What is written must be what the suite can read.
absl::StatusOr<std::string> Checked(const std::vector<std::string>& lines) {
  std::string text = absl::StrCat(absl::StrJoin(lines, "\n"), "\n");
  RETURN_IF_ERROR(crypto::Keyring::Parse(text).status());
  return text;
}

}  // namespace

absl::StatusOr<std::string> WithNewKey(std::string_view text, std::string_view id) {
  std::vector<std::string> lines = LinesOf(text);
  lines.push_back(
      absl::StrCat(absl::StripAsciiWhitespace(crypto::Keyring::Generate(id)), kOpensOnly));
  return Checked(lines);
}

absl::StatusOr<std::string> WithLastKeyInUse(std::string_view text) {
  std::vector<std::string> lines = LinesOf(text);
  if (lines.empty() || !absl::EndsWith(lines.back(), kOpensOnly)) {
    return absl::FailedPreconditionError("the last key seals already: add one first");
  }
  lines.back().resize(lines.back().size() - (sizeof(kOpensOnly) - 1));
  return Checked(lines);
}

absl::StatusOr<std::string> WithoutKey(std::string_view text, std::string_view id) {
  std::vector<std::string> lines = LinesOf(text);
  const auto seals = std::find_if(lines.rbegin(), lines.rend(), [](const std::string& line) {
    return !absl::EndsWith(line, kOpensOnly);
  });
  if (seals != lines.rend() && IsOf(*seals, id)) {
    return absl::FailedPreconditionError("this key seals: use another first");
  }
  const auto gone = std::remove_if(lines.begin(), lines.end(),
                                   [&](const std::string& line) { return IsOf(line, id); });
  if (gone == lines.end()) return absl::InvalidArgumentError("the file has no such key");
  lines.erase(gone, lines.end());
  return Checked(lines);
}

}  // namespace tancua::admin

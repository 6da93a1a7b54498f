#include "common/sql/url.h"

#include <vector>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "common/status/macros.h"

namespace tancua::sql {
namespace {

bool ConsumePrefix(std::string_view& text, std::string_view prefix) {
  if (!text.starts_with(prefix)) return false;
  text.remove_prefix(prefix.size());
  return true;
}

// Schema names go into SQL text, so only plain ones are taken.
absl::Status CheckSchema(std::string_view name) {
  for (const char c : name) {
    if (!absl::ascii_islower(c) && !absl::ascii_isdigit(c) && c != '_') {
      return absl::InvalidArgumentError(absl::StrCat("The database schema '", std::string(name),
                                                     "' may hold only a-z, 0-9 and _."));
    }
  }
  return absl::OkStatus();
}

absl::StatusOr<Url> ParsePostgres(const std::string& words) {
  Url result{.kind = Url::Kind::kPostgres};
  std::vector<std::string> kept;
  for (const std::string& word :
       std::vector<std::string>(absl::StrSplit(words, ' ', absl::SkipWhitespace()))) {
    std::string_view value = word;
    if (ConsumePrefix(value, "schema=")) {
      result.schema = std::string(value);
    } else {
      kept.push_back(word);
    }
  }
  RETURN_IF_ERROR(CheckSchema(result.schema));
  result.libpq = absl::StrJoin(kept, " ");
  return result;
}

}  // namespace

absl::StatusOr<Url> ParseUrl(std::string_view url) {
  if (ConsumePrefix(url, "postgresql:")) return ParsePostgres(std::string(url));
  if (url == "sqlite::memory:") return Url{.kind = Url::Kind::kSqliteMemory};
  if (ConsumePrefix(url, "sqlite:") && !url.empty()) {
    // SOCI reads the path out of a quoted word.
    if (url.find('"') != std::string_view::npos) {
      return absl::InvalidArgumentError("The path of a SQLite file may not hold a quote (\").");
    }
    return Url{.kind = Url::Kind::kSqliteFile, .path = std::string(url)};
  }
  return absl::InvalidArgumentError(
      absl::StrCat("The database address '", std::string(url.substr(0, url.find(':'))),
                   ":…' is not known; write sqlite:<path>, sqlite::memory: or "
                   "postgresql:<keywords>."));
}

}  // namespace tancua::sql

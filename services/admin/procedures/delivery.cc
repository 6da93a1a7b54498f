#include "services/admin/procedures/delivery.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "common/status/macros.h"
#include "services/dossier/catalogue/catalogue.h"

namespace tancua::admin::procedures {
namespace {

// "---", alone or before a comment. In YAML nothing else begins a line with it.
bool Divides(const std::string& line) {
  return absl::StartsWith(line, "---") && (line.size() == 3 || absl::ascii_isspace(line[3]));
}

bool HoldsSomething(const std::string& text) {
  const std::vector<std::string> lines = absl::StrSplit(text, '\n');
  return std::any_of(lines.begin(), lines.end(), [](const std::string& line) {
    const auto content = absl::StripLeadingAsciiWhitespace(line);
    return !content.empty() && content.front() != '#';
  });
}

}  // namespace

std::vector<Document> Split(const std::string& file, const std::string& text) {
  std::vector<Document> documents{{.file = file}};
  int number = 0;
  // Some editors begin a file with a mark.
  const auto unmarked = absl::StripPrefix(text, "\xEF\xBB\xBF");
  const std::vector<std::string> lines = absl::StrSplit(unmarked, '\n');
  for (const std::string& line : lines) {
    ++number;
    if (Divides(line)) {
      documents.push_back({.file = file, .line = number + 1});
    } else {
      absl::StrAppend(&documents.back().text, line, "\n");
    }
  }
  for (Document& document : documents) {
    absl::StripTrailingAsciiWhitespace(&document.text);
    document.text += '\n';
  }
  std::erase_if(documents, [](const Document& d) { return !HoldsSomething(d.text); });
  return documents;
}

absl::StatusOr<std::vector<Document>> ReadDelivery(const std::string& path) {
  dossier::catalogue::Texts texts;
  if (std::filesystem::is_directory(path)) {
    ASSIGN_OR_RETURN(texts, dossier::catalogue::ReadTexts(path));
  } else {
    std::ifstream in(path, std::ios::binary);
    texts[path].assign(std::istreambuf_iterator<char>(in), {});
    if (!in) return absl::NotFoundError(path + " cannot be read");
  }
  std::vector<Document> documents;
  for (const auto& [file, text] : texts) {
    for (Document& document : Split(file, text)) documents.push_back(std::move(document));
  }
  if (documents.empty()) return absl::InvalidArgumentError(path + " holds no procedure");
  return documents;
}

}  // namespace tancua::admin::procedures

#include "services/admin/console.h"

#include <algorithm>
#include <cstdio>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "utf8proc.h"

namespace tancua::admin {
namespace {

using nlohmann::ordered_json;

std::string Cell(const ordered_json& value) {
  if (value.is_string()) return value.get<std::string>();
  if (value.is_null()) return "";
  if (!value.is_array()) return value.dump();
  return absl::StrJoin(value, ", ", [](std::string* out, const ordered_json& element) {
    absl::StrAppend(out, Cell(element));
  });
}

// In columns of a terminal: Vietnamese letters have several bytes, and as some editors write them a
// mark stands for itself and takes no room.
std::size_t Width(const std::string& text) {
  const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
  const auto size = static_cast<utf8proc_ssize_t>(text.size());
  std::size_t width = 0;
  for (utf8proc_ssize_t at = 0; at < size;) {
    utf8proc_int32_t letter = 0;
    const utf8proc_ssize_t length = utf8proc_iterate(bytes + at, size - at, &letter);
    width += length > 0 ? utf8proc_charwidth(letter) : 1;
    at += std::max<utf8proc_ssize_t>(length, 1);
  }
  return width;
}

std::string Lines(const std::vector<std::vector<std::string>>& rows) {
  std::vector<std::size_t> widths;
  for (const auto& row : rows) {
    widths.resize(std::max(widths.size(), row.size()));
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], Width(row[i]));
  }
  std::string text;
  for (const auto& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      absl::StrAppend(&text, row[i]);
      if (i + 1 < row.size()) text.append(widths[i] - Width(row[i]) + 2, ' ');
    }
    text += '\n';
  }
  return text;
}

}  // namespace

CLI::App* Cli::Add(const std::string& name, const std::string& help,
                   std::function<absl::Status()> action) {
  return Add(app, name, help, std::move(action));
}

CLI::App* Cli::Add(CLI::App& group, const std::string& name, const std::string& help,
                   std::function<absl::Status()> action) {
  CLI::App* command = group.add_subcommand(name, help);
  command->callback([this, action = std::move(action)] { run = action; });
  return command;
}

CLI::App* Cli::AddGroup(const std::string& name, const std::string& help) {
  CLI::App* group = app.add_subcommand(name, help);
  group->require_subcommand(1);
  return group;
}

std::string Table(const ordered_json& value) {
  std::vector<std::vector<std::string>> rows;
  if (value.is_object()) {
    for (const auto& [key, member] : value.items()) rows.push_back({key, Cell(member)});
    return Lines(rows);
  }
  if (value.empty()) return "none\n";
  std::vector<std::string> columns;
  for (const auto& [key, member] : value.front().items()) columns.push_back(key);
  rows.push_back(columns);
  for (const ordered_json& element : value) {
    std::vector<std::string>& row = rows.emplace_back();
    for (const std::string& column : columns)
      row.push_back(Cell(element.value(column, ordered_json())));
  }
  return Lines(rows);
}

void Print(const Options& options, const ordered_json& value) {
  std::fputs(options.json ? (value.dump(2) + "\n").c_str() : Table(value).c_str(), stdout);
  std::fflush(stdout);  // before a word on standard error
}

int ExitCodeOf(const absl::Status& status) {
  switch (status.code()) {
    case absl::StatusCode::kOk:
      return kDone;
    case absl::StatusCode::kInvalidArgument:
      return kWrongUse;
    case absl::StatusCode::kDataLoss:
      return kFoundWrong;
    case absl::StatusCode::kUnauthenticated:
    case absl::StatusCode::kPermissionDenied:
      return kRefused;
    case absl::StatusCode::kUnavailable:
    case absl::StatusCode::kDeadlineExceeded:
      return kUnreachable;
    default:
      return kFailed;
  }
}

}  // namespace tancua::admin

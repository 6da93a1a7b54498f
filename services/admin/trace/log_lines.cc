#include "services/admin/trace/log_lines.h"

#include <utility>

#include "absl/time/time.h"

namespace tancua::trace_report {
namespace {

std::int64_t Micros(const std::string& time) {
  absl::Time parsed;
  std::string error;
  return absl::ParseTime(absl::RFC3339_full, time, &parsed, &error) ? absl::ToUnixMicros(parsed)
                                                                    : 0;
}

}  // namespace

std::string Line::Text(const char* key) const {
  const auto it = fields.find(key);
  return it != fields.end() && it->is_string() ? it->get<std::string>() : std::string();
}

void ReadLines(std::istream& log, std::vector<Line>& lines) {
  for (std::string text; std::getline(log, text);) {
    const std::size_t begin = text.find('{');
    if (begin == std::string::npos || text.find("\"trace\":") == std::string::npos) continue;
    Line line;
    line.fields = nlohmann::json::parse(text.begin() + static_cast<std::ptrdiff_t>(begin),
                                        text.end(), nullptr, /*allow_exceptions=*/false);
    if (!line.fields.is_object()) continue;
    line.trace = line.Text("trace");
    line.span = line.Text("span");
    line.parent = line.Text("parent");
    line.end_us = Micros(line.Text("time"));
    if (const auto took = line.fields.find("took_us");
        took != line.fields.end() && took->is_number_integer()) {
      line.took_us = took->get<std::int64_t>();
    }
    lines.push_back(std::move(line));
  }
}

}  // namespace tancua::trace_report

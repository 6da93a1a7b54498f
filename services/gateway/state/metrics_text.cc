#include "services/gateway/state/metrics_text.h"

#include <optional>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_split.h"
#include "common/status/view.h"

namespace tancua::gateway::state {
namespace {

// Takes `name="value"` and what separates it from the next off the front of `text`.
bool TakeLabel(std::string_view& text, Sample& sample) {
  const std::size_t equals = text.find("=\"");
  if (equals == std::string_view::npos) return false;
  const std::string name(text.substr(0, equals));
  std::string value;
  std::size_t i = equals + 2;
  for (; i < text.size() && text[i] != '"'; ++i) {
    if (text[i] == '\\' && i + 1 < text.size()) ++i;
    value.push_back(text[i - 1] == '\\' && text[i] == 'n' ? '\n' : text[i]);
  }
  if (i >= text.size()) return false;
  sample.labels[name] = std::move(value);
  text.remove_prefix(i + 1);
  if (text.starts_with(',')) text.remove_prefix(1);
  return true;
}

std::optional<Sample> ParseLine(std::string_view line) {
  Sample sample;
  const std::size_t end = line.find_first_of("{ ");
  if (end == std::string_view::npos || end == 0) return std::nullopt;
  sample.name = line.substr(0, end);
  line.remove_prefix(end);
  if (line.starts_with('{')) {
    line.remove_prefix(1);
    while (!line.starts_with('}')) {
      if (!TakeLabel(line, sample)) return std::nullopt;
    }
    line.remove_prefix(1);
  }
  while (line.starts_with(' ')) line.remove_prefix(1);
  const std::string_view number = line.substr(0, line.find(' '));
  if (!absl::SimpleAtod(View(number), &sample.value)) return std::nullopt;
  return sample;
}

}  // namespace

std::string Sample::Label(const std::string& label) const {
  const auto it = labels.find(label);
  return it == labels.end() ? std::string() : it->second;
}

std::vector<Sample> ParseMetrics(std::string_view text) {
  std::vector<Sample> samples;
  for (const absl::string_view line : absl::StrSplit(View(text), '\n', absl::SkipEmpty())) {
    if (line[0] == '#') continue;
    if (auto sample = ParseLine(StdView(line))) samples.push_back(*std::move(sample));
  }
  return samples;
}

}  // namespace tancua::gateway::state

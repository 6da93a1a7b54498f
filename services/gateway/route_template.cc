#include "services/gateway/route_template.h"

#include "absl/strings/str_cat.h"
#include "common/status/macros.h"
#include "common/status/view.h"

namespace tancua::gateway {
namespace {

// Template = "/" Segments [ ":" verb ]; Segments = Segment { "/" Segment };
// Segment = "*" | "**" | literal | "{" field [ "=" Segments ] "}".
class TemplateParser {
 public:
  explicit TemplateParser(std::string_view text) : rest_(text) { out_.text = text; }

  absl::StatusOr<RouteTemplate> Run() {
    if (!Take('/')) return Wrong("begins with /");
    RETURN_IF_ERROR(Segments(false));
    if (Take(':')) {
      out_.verb = std::string(Until("/{}*:"));
      if (out_.verb.empty()) return Wrong("has a verb after :");
    }
    if (!rest_.empty()) return Wrong("ends there");
    return std::move(out_);
  }

 private:
  absl::Status Segments(bool in_variable) {
    do {
      RETURN_IF_ERROR(Segment(in_variable));
    } while (Take('/'));
    return absl::OkStatus();
  }

  absl::Status Segment(bool in_variable) {
    if (!out_.segments.empty() && out_.segments.back() == "**") return Wrong("ends after **");
    if (Take('{')) return in_variable ? Wrong("nests no variables") : Variable();
    const std::string_view segment = Until("/{}:");
    const bool wild = segment == "*" || segment == "**";
    if (segment.empty() || (!wild && segment.find('*') != std::string_view::npos)) {
      return Wrong("has whole segments");
    }
    out_.segments.emplace_back(segment);
    return absl::OkStatus();
  }

  absl::Status Variable() {
    const std::size_t begin = out_.segments.size();
    std::string field(Until("=}"));
    if (field.empty()) return Wrong("names its variables");
    if (Take('=')) {
      RETURN_IF_ERROR(Segments(true));
    } else {
      out_.segments.emplace_back("*");
    }
    if (!Take('}')) return Wrong("closes its variables");
    out_.variables.push_back({std::move(field), begin, out_.segments.size()});
    return absl::OkStatus();
  }

  bool Take(char c) {
    if (rest_.empty() || rest_.front() != c) return false;
    rest_.remove_prefix(1);
    return true;
  }

  std::string_view Until(std::string_view ends) {
    const auto text = rest_.substr(0, rest_.find_first_of(ends));
    rest_.remove_prefix(text.size());
    return text;
  }

  absl::Status Wrong(std::string_view rule) const {
    return absl::InvalidArgumentError(
        absl::StrCat("path template ", out_.text, ": a template ", View(rule)));
  }

  std::string_view rest_;
  RouteTemplate out_;
};

}  // namespace

absl::StatusOr<RouteTemplate> RouteTemplate::Parse(std::string_view text) {
  return TemplateParser(text).Run();
}

}  // namespace tancua::gateway

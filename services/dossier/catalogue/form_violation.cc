#include "services/dossier/catalogue/form_violation.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "common/status/view.h"

namespace tancua::dossier::catalogue {
namespace {

using nlohmann::json;

bool IsIndex(std::string_view step) {
  return !step.empty() && std::all_of(step.begin(), step.end(), absl::ascii_isdigit);
}

// A path into the form, and the schema of what lies there.
class Place {
 public:
  explicit Place(const json& schema) : schema_(&schema) {}

  void Enter(std::string_view step) {
    if (IsIndex(step)) {
      absl::StrAppend(&field_, "[", View(step), "]");
      schema_ = Member(schema_, "items");
    } else {
      absl::StrAppend(&field_, ".", View(step));
      schema_ = Member(Member(schema_, "properties"), step);
      title_ = step;
    }
    if (const json* title = Member(schema_, "title"); title && title->is_string()) {
      title_ = title->get<std::string>();
    }
  }

  [[nodiscard]] Violation Says(std::string_view before, std::string_view after) const {
    return {.field = field_, .text_vi = absl::StrCat(View(before), "“", title_, "”", View(after))};
  }

 private:
  static const json* Member(const json* object, std::string_view name) {
    if (object == nullptr || !object->is_object()) return nullptr;
    const auto found = object->find(std::string(name));
    return found == object->end() ? nullptr : &*found;
  }

  const json* schema_;  // nullptr where the schema says nothing
  std::string field_ = "form";
  std::string title_ = "Biểu mẫu";
};

// The name that valijson puts between quotation marks; empty when there is none.
std::string_view Quoted(std::string_view description) {
  const std::size_t open = description.find('\'');
  const std::size_t close = description.rfind('\'');
  if (open == std::string_view::npos || close == open) return {};
  return description.substr(open + 1, close - open - 1);
}

bool StartsWith(std::string_view text, std::string_view start) {
  return text.substr(0, start.size()) == start;
}

}  // namespace

Violation Describe(const json& schema, const std::vector<std::string>& context,
                   std::string_view description) {
  Place place(schema);
  for (const std::string& step : context) {
    if (step.size() > 2 && step.front() == '[') {
      place.Enter(std::string_view(step).substr(1, step.size() - 2));
    }
  }
  if (StartsWith(description, "Missing required property")) {
    place.Enter(Quoted(description));
    return place.Says("Chưa nhập ", ".");
  }
  if (StartsWith(description, "Object contains a property")) {
    // The last quoted word; the constraint's own names stand before it.
    const std::size_t colon = description.rfind(": '");
    if (colon != std::string_view::npos) place.Enter(Quoted(description.substr(colon)));
    return place.Says("Biểu mẫu không có mục ", ".");
  }
  if (StartsWith(description, "Value type not permitted")) {
    return place.Says("Mục ", " có kiểu dữ liệu không đúng.");
  }
  return place.Says("Mục ", " không hợp lệ.");
}

Violation DescribeDate(const json& schema, const json::json_pointer& place) {
  Place member(schema);
  std::vector<std::string> steps;
  for (json::json_pointer at = place; !at.empty(); at.pop_back()) steps.push_back(at.back());
  for (auto step = steps.rbegin(); step != steps.rend(); ++step) member.Enter(*step);
  return member.Says("Mục ", " phải là một ngày có thật, dạng năm-tháng-ngày.");
}

}  // namespace tancua::dossier::catalogue

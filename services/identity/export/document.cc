#include "services/identity/export/document.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/calendar/calendar.h"
#include "common/status/view.h"
#include "google/protobuf/util/time_util.h"
#include "services/identity/export/labels.h"

namespace tancua::identity::exporting {
namespace {

using google::protobuf::Struct;
using google::protobuf::Value;

using Field = std::pair<std::string, const Value*>;

int OrderOf(const std::string& name) {
  const auto label = LabelOf(name);
  return label ? label->order : std::numeric_limits<int>::max();
}

std::string TextOf(const std::string& name) {
  const auto label = LabelOf(name);
  return label ? std::string(label->text) : name;
}

// A map of Protobuf has no order; a document has.
std::vector<Field> InOrder(const Struct& record) {
  std::vector<Field> fields;
  for (const auto& [name, value] : record.fields()) fields.emplace_back(name, &value);
  std::sort(fields.begin(), fields.end(), [](const Field& a, const Field& b) {
    return std::pair(OrderOf(a.first), a.first) < std::pair(OrderOf(b.first), b.first);
  });
  return fields;
}

// Times as people write them; other texts as they are.
std::string Readable(const std::string& text) {
  absl::Time time;
  std::string error;
  constexpr std::size_t kTimeLength = 20;  // "2026-11-22T14:15:00Z"
  if (text.size() == kTimeLength && absl::ParseTime(absl::RFC3339_full, text, &time, &error)) {
    return calendar::FormatVietnamese(time);
  }
  return std::string(WordOf(text));
}

class Writer {
 public:
  explicit Writer(std::vector<Line>& lines) : lines_(lines) {}

  void WriteRecord(const Struct& record, int indent) {
    for (const auto& [name, value] : InOrder(record)) Write(TextOf(name), *value, indent);
  }

 private:
  void Write(const std::string& label, const Value& value, int indent) {
    switch (value.kind_case()) {
      case Value::kStructValue:
        lines_.push_back({.indent = indent, .label = label});
        WriteRecord(value.struct_value(), indent + 1);
        return;
      case Value::kListValue:
        WriteList(label, value.list_value(), indent);
        return;
      case Value::kStringValue:
        lines_.push_back({indent, label, Readable(value.string_value())});
        return;
      case Value::kBoolValue:
        lines_.push_back({indent, label, value.bool_value() ? "Có" : "Không"});
        return;
      case Value::kNumberValue:
        lines_.push_back({indent, label, absl::StrCat(value.number_value())});
        return;
      case Value::kNullValue:
      case Value::KIND_NOT_SET:
        return;
    }
  }

  void WriteList(const std::string& label, const google::protobuf::ListValue& list, int indent) {
    int number = 0;
    for (const Value& value : list.values()) {
      Write(absl::StrCat(label, " ", ++number), value, indent);
    }
  }

  std::vector<Line>& lines_;
};

}  // namespace

Document ToDocument(const v1::PersonalDataExport& data) {
  const absl::Time time = absl::FromUnixMicros(
      google::protobuf::util::TimeUtil::TimestampToMicroseconds(data.export_time()));
  Document document{
      .title = "BẢN CUNG CẤP DỮ LIỆU CÁ NHÂN",
      .subtitle = absl::StrCat("Lập lúc ", calendar::FormatVietnamese(time),
                               " theo yêu cầu của chủ thể dữ liệu (Luật 91/2025/QH15, Điều 4; "
                               "Nghị định 356/2025/NĐ-CP, Điều 5). Gồm mọi dữ liệu mà hệ thống "
                               "đang giữ.")};
  for (const v1::PersonalDataSection& section : data.sections()) {
    Section out{.title = section.title()};
    Writer(out.lines).WriteRecord(section.data(), 0);
    if (out.lines.empty()) out.lines.push_back({.label = "Không có dữ liệu"});
    document.sections.push_back(std::move(out));
  }
  return document;
}

}  // namespace tancua::identity::exporting

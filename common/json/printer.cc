#include "common/json/printer.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "common/json/scalar.h"
#include "common/json/time_text.h"
#include "google/protobuf/duration.pb.h"
#include "google/protobuf/timestamp.pb.h"

namespace tancua::json {

using google::protobuf::FieldDescriptor;

namespace {

constexpr char kHex[] = "0123456789abcdef";

void AppendEscaped(std::string& out, char c) {
  switch (c) {
    case '"':
      out.append("\\\"");
      break;
    case '\\':
      out.append("\\\\");
      break;
    case '\b':
      out.append("\\b");
      break;
    case '\f':
      out.append("\\f");
      break;
    case '\n':
      out.append("\\n");
      break;
    case '\r':
      out.append("\\r");
      break;
    case '\t':
      out.append("\\t");
      break;
    default:
      out.append("\\u00");
      out.push_back(kHex[(c >> 4) & 15]);
      out.push_back(kHex[c & 15]);
  }
}

// '<' and '>' too: an answer that a browser takes for HTML must stay harmless.
constexpr std::array<bool, 256> kNeedsEscape = [] {
  std::array<bool, 256> needs{};
  for (std::size_t c = 0; c < 0x20; ++c) needs[c] = true;
  for (const char c : {'"', '\\', '<', '>', '\x7f'}) needs[static_cast<unsigned char>(c)] = true;
  return needs;
}();

bool NeedsEscape(char c) { return kNeedsEscape[static_cast<unsigned char>(c)]; }

template <class Integer>
void AppendInteger(std::string& out, Integer value) {
  char text[24];
  out.append(text, std::to_chars(text, text + sizeof(text), value).ptr);
}

}  // namespace

void Printer::Text(std::string_view text) {
  out_.push_back('"');
  std::size_t clean = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!NeedsEscape(text[i])) continue;
    out_.append(text.substr(clean, i - clean));
    AppendEscaped(out_, text[i]);
    clean = i + 1;
  }
  out_.append(text.substr(clean));
  out_.push_back('"');
}

void Printer::Quoted(auto append) {
  out_.push_back('"');
  append();
  out_.push_back('"');
}

void Printer::Message(const Shape& shape, const google::protobuf::Message& message) {
  if (shape.special != Special::kNone) return Special(shape, message);
  out_.push_back('{');
  Fields(shape, message);
  out_.push_back('}');
}

void Printer::Fields(const Shape& shape, const google::protobuf::Message& message) {
  const auto& reflection = *message.GetReflection();
  bool first = true;
  for (const FieldShape& field : shape.fields) {
    const bool repeated = field.field->is_repeated();
    const bool present = repeated ? reflection.FieldSize(message, field.field) > 0
                                  : reflection.HasField(message, field.field);
    if (!present) continue;
    if (!std::exchange(first, false)) out_.push_back(',');
    out_.append(field.key);
    if (field.field->is_map()) {
      Map(field, message);
    } else if (repeated) {
      Repeated(field, message);
    } else {
      Value(field, message, -1);
    }
  }
}

void Printer::Repeated(const FieldShape& shape, const google::protobuf::Message& message) {
  const int size = message.GetReflection()->FieldSize(message, shape.field);
  out_.push_back('[');
  for (int i = 0; i < size; ++i) {
    if (i > 0) out_.push_back(',');
    Value(shape, message, i);
  }
  out_.push_back(']');
}

// A map is a list of entries { key, value } to reflection.
void Printer::Map(const FieldShape& shape, const google::protobuf::Message& message) {
  const auto& reflection = *message.GetReflection();
  const FieldShape& key = shape.message->fields[0];
  const FieldShape& value = shape.message->fields[1];
  std::vector<std::pair<std::string, std::string>> entries;
  for (int i = 0; i < reflection.FieldSize(message, shape.field); ++i) {
    const auto& entry = reflection.GetRepeatedMessage(message, shape.field, i);
    std::pair<std::string, std::string> printed;
    Printer(printed.first).Value(key, entry, -1);
    Printer(printed.second).Value(value, entry, -1);
    if (printed.first.front() != '"') printed.first = absl::StrCat("\"", printed.first, "\"");
    entries.push_back(std::move(printed));
  }
  std::sort(entries.begin(), entries.end());
  out_.push_back('{');
  bool first = true;
  for (const auto& [name, text] : entries) {
    if (!std::exchange(first, false)) out_.push_back(',');
    absl::StrAppend(&out_, name, ":", text);
  }
  out_.push_back('}');
}

void Printer::Enum(const FieldDescriptor& field, int number) {
  const auto* value = field.enum_type()->FindValueByNumber(number);
  if (value == nullptr) return AppendInteger(out_, number);
  absl::StrAppend(&out_, "\"", value->name(), "\"");
}

// Reads the singular field, or element `index` of the repeated one.
#define TANCUA_GET(Type)                                  \
  (index < 0 ? reflection.Get##Type(message, shape.field) \
             : reflection.GetRepeated##Type(message, shape.field, index))

void Printer::Value(const FieldShape& shape, const google::protobuf::Message& message, int index) {
  const auto& reflection = *message.GetReflection();
  std::string scratch;
  switch (shape.field->cpp_type()) {
    case FieldDescriptor::CPPTYPE_INT32:
      return AppendInteger(out_, TANCUA_GET(Int32));
    case FieldDescriptor::CPPTYPE_UINT32:
      return AppendInteger(out_, TANCUA_GET(UInt32));
    case FieldDescriptor::CPPTYPE_INT64:  // 64 bits do not survive a JavaScript number
      return Quoted([&] { AppendInteger(out_, TANCUA_GET(Int64)); });
    case FieldDescriptor::CPPTYPE_UINT64:
      return Quoted([&] { AppendInteger(out_, TANCUA_GET(UInt64)); });
    case FieldDescriptor::CPPTYPE_DOUBLE:
      return AppendDouble(out_, TANCUA_GET(Double));
    case FieldDescriptor::CPPTYPE_FLOAT:
      return AppendFloat(out_, TANCUA_GET(Float));
    case FieldDescriptor::CPPTYPE_BOOL:
      out_.append(TANCUA_GET(Bool) ? "true" : "false");
      return;
    case FieldDescriptor::CPPTYPE_ENUM:
      return Enum(*shape.field, TANCUA_GET(EnumValue));
    case FieldDescriptor::CPPTYPE_STRING: {
      const std::string& text =
          index < 0 ? reflection.GetStringReference(message, shape.field, &scratch)
                    : reflection.GetRepeatedStringReference(message, shape.field, index, &scratch);
      if (shape.field->type() != FieldDescriptor::TYPE_BYTES) return Text(text);
      return Quoted([&] { out_.append(absl::Base64Escape(text)); });
    }
    case FieldDescriptor::CPPTYPE_MESSAGE:
      return Message(*shape.message, TANCUA_GET(Message));
  }
}

#undef TANCUA_GET

void Printer::Special(const Shape& shape, const google::protobuf::Message& message) {
  using Kind = json::Special;
  switch (shape.special) {
    case Kind::kTimestamp: {
      const auto& time = static_cast<const google::protobuf::Timestamp&>(message);
      return Quoted([&] { AppendTimestamp(out_, time.seconds(), time.nanos()); });
    }
    case Kind::kDuration: {
      const auto& duration = static_cast<const google::protobuf::Duration&>(message);
      return Quoted([&] { AppendDuration(out_, duration.seconds(), duration.nanos()); });
    }
    case Kind::kFieldMask:
      return Quoted(
          [&] { AppendFieldMask(out_, static_cast<const google::protobuf::FieldMask&>(message)); });
    case Kind::kStruct:
      return Struct(static_cast<const google::protobuf::Struct&>(message));
    case Kind::kValue:
      return StructValue(static_cast<const google::protobuf::Value&>(message));
    case Kind::kListValue:
      return ListValue(static_cast<const google::protobuf::ListValue&>(message));
    case Kind::kWrapper:
      return Value(shape.fields[0], message, -1);
    case Kind::kNone:
      return;
  }
}

void Printer::Struct(const google::protobuf::Struct& value) {
  std::vector<std::pair<std::string_view, const google::protobuf::Value*>> fields;
  fields.reserve(value.fields().size());
  for (const auto& [name, field] : value.fields()) fields.emplace_back(name, &field);
  std::sort(fields.begin(), fields.end());
  out_.push_back('{');
  bool first = true;
  for (const auto& [name, field] : fields) {
    if (!std::exchange(first, false)) out_.push_back(',');
    Text(name);
    out_.push_back(':');
    StructValue(*field);
  }
  out_.push_back('}');
}

void Printer::StructValue(const google::protobuf::Value& value) {
  switch (value.kind_case()) {
    case google::protobuf::Value::kNumberValue:
      return AppendDouble(out_, value.number_value());
    case google::protobuf::Value::kStringValue:
      return Text(value.string_value());
    case google::protobuf::Value::kBoolValue:
      out_.append(value.bool_value() ? "true" : "false");
      return;
    case google::protobuf::Value::kStructValue:
      return Struct(value.struct_value());
    case google::protobuf::Value::kListValue:
      return ListValue(value.list_value());
    case google::protobuf::Value::kNullValue:
    case google::protobuf::Value::KIND_NOT_SET:
      out_.append("null");
  }
}

void Printer::ListValue(const google::protobuf::ListValue& value) {
  out_.push_back('[');
  bool first = true;
  for (const auto& element : value.values()) {
    if (!std::exchange(first, false)) out_.push_back(',');
    StructValue(element);
  }
  out_.push_back(']');
}

}  // namespace tancua::json

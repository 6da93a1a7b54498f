#include "common/json/parser.h"

#include <bitset>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/json/scalar.h"
#include "common/status/view.h"

namespace tancua::json {
namespace {

using google::protobuf::FieldDescriptor;

// Deeper nesting than any form has: it would only exhaust the stack.
constexpr int kMaxDepth = 64;
constexpr std::size_t kTrackedFields = 128;

bool TakesNull(const FieldShape& field) {
  return field.message != nullptr && field.message->special == Special::kValue;
}

// Whether a quoted value is right for the field, as opposed to a bare number or word.
bool TakesText(const FieldDescriptor& field) {
  return field.cpp_type() != FieldDescriptor::CPPTYPE_BOOL;
}

bool TakesNumber(const FieldDescriptor& field) {
  return field.cpp_type() != FieldDescriptor::CPPTYPE_BOOL &&
         field.cpp_type() != FieldDescriptor::CPPTYPE_STRING;
}

}  // namespace

Fault Parser::Run(const Shape& shape, google::protobuf::Message& message) {
  if (lexer_.Peek() != '{') {
    Malformed();
  } else if (Message(shape, message) && !lexer_.AtEnd()) {
    Malformed();
  }
  return std::move(fault_);
}

bool Parser::Fail(Fault::Kind kind) {
  fault_.kind = kind;
  fault_.offset = lexer_.offset();
  return false;
}

void Parser::Within(std::string_view name) {
  const bool joins = !fault_.field.empty() && fault_.field.front() != '[';
  fault_.field.insert(0, absl::StrCat(View(name), joins ? "." : ""));
}

void Parser::Within(std::size_t index) {
  const bool joins = !fault_.field.empty() && fault_.field.front() != '[';
  fault_.field.insert(0, absl::StrCat("[", index, "]", joins ? "." : ""));
}

bool Parser::Enter() { return ++depth_ <= kMaxDepth || Malformed(); }

bool Parser::Object(auto member) {
  if (!lexer_.Take('{')) return Fail(Fault::Kind::kBadValue);
  if (!Enter()) return false;
  if (!lexer_.Take('}')) {
    do {
      std::string_view name;
      if (!lexer_.String(name)) return Malformed();
      const std::string kept(name);  // reading the value may overwrite it
      if (!lexer_.Take(':')) return Malformed();
      if (!member(kept)) {
        Within(kept);
        return false;
      }
    } while (lexer_.Take(','));
    if (!lexer_.Take('}')) return Malformed();
  }
  --depth_;
  return true;
}

bool Parser::Array(auto element) {
  if (!lexer_.Take('[')) return Fail(Fault::Kind::kBadValue);
  if (!Enter()) return false;
  if (!lexer_.Take(']')) {
    std::size_t index = 0;
    do {
      if (!element()) {
        Within(index);
        return false;
      }
      ++index;
    } while (lexer_.Take(','));
    if (!lexer_.Take(']')) return Malformed();
  }
  --depth_;
  return true;
}

bool Parser::Message(const Shape& shape, google::protobuf::Message& message) {
  return shape.special == Special::kNone ? Members(shape, message) : Special(shape, message);
}

bool Parser::Members(const Shape& shape, google::protobuf::Message& message) {
  std::bitset<kTrackedFields> seen;
  return Object([&](const std::string& name) {
    const auto found = shape.index_by_name.find(name);
    if (found == shape.index_by_name.end()) return Fail(Fault::Kind::kUnknownField);
    const std::size_t index = found->second;
    if (index < kTrackedFields && seen[index]) return Fail(Fault::Kind::kDuplicate);
    if (index < kTrackedFields) seen[index] = true;
    return Member(shape.fields[index], message);
  });
}

bool Parser::Member(const FieldShape& shape, google::protobuf::Message& message) {
  const FieldDescriptor& field = *shape.field;
  if (lexer_.Peek() == 'n' && (field.is_repeated() || !TakesNull(shape))) {
    return lexer_.Literal("null") || Malformed();
  }
  if (field.is_map()) return Map(shape, message);
  if (field.is_repeated()) return Repeated(shape, message);
  const auto* oneof = field.real_containing_oneof();
  if (oneof != nullptr && message.GetReflection()->HasOneof(message, oneof)) {
    return Fail(Fault::Kind::kDuplicate);
  }
  return Value(shape, message);
}

bool Parser::Repeated(const FieldShape& field, google::protobuf::Message& message) {
  return Array([&] { return Value(field, message); });
}

bool Parser::Map(const FieldShape& field, google::protobuf::Message& message) {
  return Object([&](const std::string& key) { return MapEntry(field, key, message); });
}

bool Parser::MapEntry(const FieldShape& field, std::string_view key,
                      google::protobuf::Message& message) {
  auto& entry = *message.GetReflection()->AddMessage(&message, field.field);
  const FieldShape& key_field = field.message->fields[0];
  if (!SetFromText(entry, *key_field.field, key)) return Fail(Fault::Kind::kBadValue);
  return Value(field.message->fields[1], entry);
}

bool Parser::Value(const FieldShape& shape, google::protobuf::Message& message) {
  if (shape.message == nullptr) return Scalar(*shape.field, message);
  const auto& reflection = *message.GetReflection();
  return Message(*shape.message, shape.field->is_repeated()
                                     ? *reflection.AddMessage(&message, shape.field)
                                     : *reflection.MutableMessage(&message, shape.field));
}

bool Parser::Scalar(const FieldDescriptor& field, google::protobuf::Message& message) {
  std::string_view text;
  const char next = lexer_.Peek();
  bool fits = false;
  if (next == '"') {
    if (!lexer_.String(text)) return Malformed();
    fits = TakesText(field);
  } else if (next == '-' || (next >= '0' && next <= '9')) {
    if (!lexer_.Number(text)) return Malformed();
    fits = TakesNumber(field);
  } else if (next == 't' || next == 'f') {
    text = next == 't' ? "true" : "false";
    if (!lexer_.Literal(text)) return Malformed();
    fits = field.cpp_type() == FieldDescriptor::CPPTYPE_BOOL;
  } else if (next != '{' && next != '[' && next != 'n') {
    return Malformed();
  }
  return (fits && SetFromText(message, field, text)) || Fail(Fault::Kind::kBadValue);
}

bool Parser::Special(const Shape& shape, google::protobuf::Message& message) {
  using Kind = json::Special;
  switch (shape.special) {
    case Kind::kStruct:
      return Struct(static_cast<google::protobuf::Struct&>(message));
    case Kind::kValue:
      return StructValue(static_cast<google::protobuf::Value&>(message));
    case Kind::kListValue:
      return ListValue(static_cast<google::protobuf::ListValue&>(message));
    case Kind::kWrapper:
      return Scalar(*shape.fields[0].field, message);
    default:
      break;
  }
  std::string_view text;
  if (lexer_.Peek() != '"') return Fail(Fault::Kind::kBadValue);
  if (!lexer_.String(text)) return Malformed();
  return SetSpecialFromText(message, text) || Fail(Fault::Kind::kBadValue);
}

bool Parser::Struct(google::protobuf::Struct& value) {
  auto& fields = *value.mutable_fields();
  return Object([&](const std::string& name) {
    if (fields.contains(name)) return Fail(Fault::Kind::kDuplicate);
    return StructValue(fields[name]);
  });
}

bool Parser::StructValue(google::protobuf::Value& value) {
  std::string_view text;
  switch (lexer_.Peek()) {
    case '"':
      if (!lexer_.String(text)) return Malformed();
      value.set_string_value(text.data(), text.size());
      return true;
    case '{':
      return Struct(*value.mutable_struct_value());
    case '[':
      return ListValue(*value.mutable_list_value());
    case 't':
    case 'f':
      value.set_bool_value(lexer_.Peek() == 't');
      return lexer_.Literal(value.bool_value() ? "true" : "false") || Malformed();
    case 'n':
      value.set_null_value(google::protobuf::NULL_VALUE);
      return lexer_.Literal("null") || Malformed();
    default:
      if (!lexer_.Number(text)) return Malformed();
      return SetFromText(value,
                         *value.GetDescriptor()->FindFieldByNumber(
                             google::protobuf::Value::kNumberValueFieldNumber),
                         text) ||
             Fail(Fault::Kind::kBadValue);
  }
}

bool Parser::ListValue(google::protobuf::ListValue& value) {
  return Array([&] { return StructValue(*value.add_values()); });
}

}  // namespace tancua::json

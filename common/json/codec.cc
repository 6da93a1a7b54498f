#include "common/json/codec.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "common/json/lexer.h"
#include "common/json/parser.h"
#include "common/json/printer.h"
#include "common/json/scalar.h"
#include "common/status/macros.h"

namespace tancua::json {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;

Special SpecialOf(const Descriptor& descriptor) {
  switch (descriptor.well_known_type()) {
    case Descriptor::WELLKNOWNTYPE_TIMESTAMP:
      return Special::kTimestamp;
    case Descriptor::WELLKNOWNTYPE_DURATION:
      return Special::kDuration;
    case Descriptor::WELLKNOWNTYPE_FIELDMASK:
      return Special::kFieldMask;
    case Descriptor::WELLKNOWNTYPE_STRUCT:
      return Special::kStruct;
    case Descriptor::WELLKNOWNTYPE_VALUE:
      return Special::kValue;
    case Descriptor::WELLKNOWNTYPE_LISTVALUE:
      return Special::kListValue;
    case Descriptor::WELLKNOWNTYPE_UNSPECIFIED:
      return Special::kNone;
    default:
      return Special::kWrapper;
  }
}

absl::Status Codec::Add(const Descriptor& descriptor) {
  auto& shape = shapes_[&descriptor];
  if (shape != nullptr) return absl::OkStatus();
  if (descriptor.well_known_type() == Descriptor::WELLKNOWNTYPE_ANY) {
    return absl::UnimplementedError("google.protobuf.Any has no JSON form here");
  }
  shape = std::make_unique<Shape>();
  Shape& made = *shape;  // `shape` may move when the table grows, what it points to does not
  made.descriptor = &descriptor;
  made.special = SpecialOf(descriptor);
  for (int i = 0; i < descriptor.field_count(); ++i) {
    const FieldDescriptor& field = *descriptor.field(i);
    made.fields.push_back({&field, absl::StrCat("\"", field.json_name(), "\":"), nullptr});
  }
  std::sort(made.fields.begin(), made.fields.end(),
            [](const auto& a, const auto& b) { return a.field->number() < b.field->number(); });
  for (std::size_t i = 0; i < made.fields.size(); ++i) {
    FieldShape& field = made.fields[i];
    made.index_by_name.emplace(field.field->name(), i);
    made.index_by_name.emplace(field.field->json_name(), i);
    if (field.field->cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE) continue;
    RETURN_IF_ERROR(Add(*field.field->message_type()));
    field.message = shapes_[field.field->message_type()].get();
  }
  return absl::OkStatus();
}

const Shape& Codec::ShapeOf(const google::protobuf::Message& message) const {
  return *shapes_.at(message.GetDescriptor());
}

Fault Codec::Parse(std::string_view text, google::protobuf::Message& message) const {
  return Parser(text).Run(ShapeOf(message), message);
}

bool Codec::SetText(google::protobuf::Message& message, const FieldDescriptor& field,
                    std::string_view text) {
  return IsUtf8(text) && SetFromText(message, field, text);
}

void Codec::Print(const google::protobuf::Message& message, std::string& out) const {
  Printer(out).Message(ShapeOf(message), message);
}

}  // namespace tancua::json

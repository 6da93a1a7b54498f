#include "services/gateway/openapi_schema.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "common/json/shape.h"

namespace tancua::gateway {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using Json = SchemaBook::Json;

// "dossier.Dossier" of "tancua.dossier.v1.Dossier".
std::string ShortName(const std::string& full_name) {
  return absl::StrReplaceAll(full_name, {{"tancua.", ""}, {".v1.", "."}});
}

Json Reference(const std::string& name) {
  return {{"$ref", absl::StrCat("#/components/schemas/", name)}};
}

Json Scalar(const FieldDescriptor& field) {
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_BOOL:
      return {{"type", "boolean"}};
    case FieldDescriptor::CPPTYPE_INT32:
    case FieldDescriptor::CPPTYPE_UINT32:
      return {{"type", "integer"}, {"format", "int32"}};
    case FieldDescriptor::CPPTYPE_INT64:
    case FieldDescriptor::CPPTYPE_UINT64:
      return {{"type", "string"}, {"format", "int64"}};
    case FieldDescriptor::CPPTYPE_FLOAT:
    case FieldDescriptor::CPPTYPE_DOUBLE:
      return {{"type", "number"}, {"format", "double"}};
    default:
      if (field.type() == FieldDescriptor::TYPE_BYTES) {
        return {{"type", "string"}, {"format", "byte"}};
      }
      return {{"type", "string"}};
  }
}

}  // namespace

Json SchemaBook::Of(const Descriptor& message) {
  switch (json::SpecialOf(message)) {
    case json::Special::kTimestamp:
      return {{"type", "string"}, {"format", "date-time"}};
    case json::Special::kDuration:
    case json::Special::kFieldMask:
      return {{"type", "string"}};
    case json::Special::kStruct:
      return {{"type", "object"}, {"additionalProperties", true}};
    case json::Special::kListValue:
      return {{"type", "array"}, {"items", Json::object()}};
    case json::Special::kValue:
      return Json::object();
    case json::Special::kWrapper:
      return Scalar(*message.field(0));
    case json::Special::kNone:
      break;
  }
  const std::string name = ShortName(message.full_name());
  // Noted before it is filled: messages may refer to themselves.
  if (schemas_.emplace(name, Json()).second) schemas_[name] = Object(message);
  return Reference(name);
}

Json SchemaBook::Enum(const google::protobuf::EnumDescriptor& type) {
  const std::string name = ShortName(type.full_name());
  if (!schemas_.contains(name)) {
    Json values = Json::array();
    std::string description = comments_.Of(type);
    for (int i = 0; i < type.value_count(); ++i) {
      values.push_back(type.value(i)->name());
      const std::string comment = comments_.Of(*type.value(i));
      if (!comment.empty()) {
        absl::StrAppend(&description, "\n\n* `", type.value(i)->name(), "`: ", comment);
      }
    }
    schemas_[name] = {{"type", "string"}, {"enum", values}, {"description", description}};
  }
  return Reference(name);
}

Json SchemaBook::Single(const FieldDescriptor& field) {
  if (field.cpp_type() == FieldDescriptor::CPPTYPE_ENUM) return Enum(*field.enum_type());
  return field.message_type() == nullptr ? Scalar(field) : Of(*field.message_type());
}

Json SchemaBook::Of(const FieldDescriptor& field) {
  Json schema;
  if (field.is_map()) {
    schema = {{"type", "object"},
              {"additionalProperties", Single(*field.message_type()->map_value())}};
  } else if (field.is_repeated()) {
    schema = {{"type", "array"}, {"items", Single(field)}};
  } else {
    schema = Single(field);
  }
  if (const auto comment = comments_.Of(field); !comment.empty()) schema["description"] = comment;
  return schema;
}

Json SchemaBook::Object(const Descriptor& message,
                        const std::vector<const FieldDescriptor*>& without) {
  Json properties = Json::object();
  for (int i = 0; i < message.field_count(); ++i) {
    const FieldDescriptor* field = message.field(i);
    if (std::find(without.begin(), without.end(), field) != without.end()) continue;
    properties[field->json_name()] = Of(*field);
  }
  Json schema{{"type", "object"}, {"properties", std::move(properties)}};
  if (const auto comment = comments_.Of(message); !comment.empty()) {
    schema["description"] = comment;
  }
  return schema;
}

}  // namespace tancua::gateway

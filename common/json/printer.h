#pragma once

#include <string>
#include <string_view>

#include "common/json/shape.h"
#include "google/protobuf/message.h"
#include "google/protobuf/struct.pb.h"

namespace tancua::json {

// Writes one message as JSON at the end of a string.
class Printer {
 public:
  explicit Printer(std::string& out) : out_(out) {}
  void Message(const Shape& shape, const google::protobuf::Message& message);

 private:
  void Fields(const Shape& shape, const google::protobuf::Message& message);
  void Special(const Shape& shape, const google::protobuf::Message& message);
  void Single(const FieldShape& shape, const google::protobuf::Message& message);
  void Repeated(const FieldShape& shape, const google::protobuf::Message& message);
  void Map(const FieldShape& shape, const google::protobuf::Message& message);
  // `index` -1: the singular field.
  void Value(const FieldShape& shape, const google::protobuf::Message& message, int index);
  void Enum(const google::protobuf::FieldDescriptor& field, int number);
  void Struct(const google::protobuf::Struct& value);
  void StructValue(const google::protobuf::Value& value);
  void ListValue(const google::protobuf::ListValue& value);
  void Text(std::string_view text);
  void Quoted(auto append);

  std::string& out_;
};

}  // namespace tancua::json

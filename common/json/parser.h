#pragma once

#include <string>
#include <string_view>

#include "common/json/codec.h"
#include "common/json/lexer.h"
#include "common/json/shape.h"
#include "google/protobuf/struct.pb.h"

namespace tancua::json {

// Reads one JSON object into a message. Functions return false after setting fault_; on
// the way out each level puts its name before the field's.
class Parser {
 public:
  explicit Parser(std::string_view text) : lexer_(text) {}
  [[nodiscard]] Fault Run(const Shape& shape, google::protobuf::Message& message);

 private:
  bool Message(const Shape& shape, google::protobuf::Message& message);
  bool Members(const Shape& shape, google::protobuf::Message& message);
  bool Member(const FieldShape& field, google::protobuf::Message& message);
  bool Repeated(const FieldShape& field, google::protobuf::Message& message);
  bool Map(const FieldShape& field, google::protobuf::Message& message);
  bool MapEntry(const FieldShape& field, std::string_view key, google::protobuf::Message& message);
  bool Value(const FieldShape& field, google::protobuf::Message& message);
  bool Scalar(const google::protobuf::FieldDescriptor& field, google::protobuf::Message& message);
  bool Special(const Shape& shape, google::protobuf::Message& message);
  bool Struct(google::protobuf::Struct& value);
  bool StructValue(google::protobuf::Value& value);
  bool ListValue(google::protobuf::ListValue& value);

  // Calls `member(name)` for each member of the object that comes.
  bool Object(auto member);
  // Calls `element()` for each element of the array that comes.
  bool Array(auto element);
  bool Enter();
  bool Fail(Fault::Kind kind);
  bool Malformed() { return Fail(Fault::Kind::kMalformed); }
  void Within(std::string_view name);
  void Within(std::size_t index);

  Lexer lexer_;
  Fault fault_;
  int depth_ = 0;
};

}  // namespace tancua::json

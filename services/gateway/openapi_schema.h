#pragma once

#include <string>
#include <vector>

#include "google/protobuf/descriptor.h"
#include "nlohmann/json.hpp"
#include "services/gateway/comments.h"

namespace tancua::gateway {

// JSON Schemas of messages and enums in their JSON form. Remembers which ones were referred to.
class SchemaBook {
 public:
  using Json = nlohmann::ordered_json;

  explicit SchemaBook(const Comments& comments) : comments_(comments) {}

  // A reference, or the schema itself where it is short.
  [[nodiscard]] Json Of(const google::protobuf::Descriptor& message);
  // The value of a field, with its comment.
  [[nodiscard]] Json Of(const google::protobuf::FieldDescriptor& field);
  // An object with the fields of `message`, save those of `without`.
  [[nodiscard]] Json Object(
      const google::protobuf::Descriptor& message,
      const std::vector<const google::protobuf::FieldDescriptor*>& without = {});
  // Everything referred to so far, by name.
  [[nodiscard]] const std::map<std::string, Json>& schemas() const { return schemas_; }

 private:
  Json Single(const google::protobuf::FieldDescriptor& field);
  Json Enum(const google::protobuf::EnumDescriptor& type);

  const Comments& comments_;
  std::map<std::string, Json> schemas_;
};

}  // namespace tancua::gateway

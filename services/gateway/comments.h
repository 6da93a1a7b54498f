#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "google/protobuf/descriptor.h"
#include "google/protobuf/descriptor.pb.h"

namespace tancua::gateway {

// The comments of protos, which descriptors that are linked in do not have.
class Comments {
 public:
  explicit Comments(const google::protobuf::FileDescriptorSet& set);

  // The comment before the element, as one paragraph per blank line; "" when there is none.
  [[nodiscard]] std::string Of(const google::protobuf::Descriptor& message) const;
  [[nodiscard]] std::string Of(const google::protobuf::FieldDescriptor& field) const;
  [[nodiscard]] std::string Of(const google::protobuf::EnumDescriptor& type) const;
  [[nodiscard]] std::string Of(const google::protobuf::EnumValueDescriptor& value) const;
  [[nodiscard]] std::string Of(const google::protobuf::ServiceDescriptor& service) const;
  [[nodiscard]] std::string Of(const google::protobuf::MethodDescriptor& method) const;

 private:
  using Path = std::vector<int>;  // of a SourceCodeInfo.Location
  [[nodiscard]] std::string At(const google::protobuf::FileDescriptor& file,
                               const Path& path) const;

  std::map<std::pair<std::string, Path>, std::string> text_;  // by file and path
};

}  // namespace tancua::gateway

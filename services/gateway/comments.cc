#include "services/gateway/comments.h"

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

namespace tancua::gateway {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::DescriptorProto;
using google::protobuf::EnumDescriptor;
using google::protobuf::EnumDescriptorProto;
using google::protobuf::FileDescriptorProto;
using google::protobuf::ServiceDescriptorProto;
using Path = std::vector<int>;

Path Join(Path path, int field, int index) {
  path.push_back(field);
  path.push_back(index);
  return path;
}

Path PathOf(const Descriptor& message) {
  const Descriptor* outer = message.containing_type();
  return outer == nullptr
             ? Path{FileDescriptorProto::kMessageTypeFieldNumber, message.index()}
             : Join(PathOf(*outer), DescriptorProto::kNestedTypeFieldNumber, message.index());
}

Path PathOf(const EnumDescriptor& type) {
  const Descriptor* outer = type.containing_type();
  return outer == nullptr
             ? Path{FileDescriptorProto::kEnumTypeFieldNumber, type.index()}
             : Join(PathOf(*outer), DescriptorProto::kEnumTypeFieldNumber, type.index());
}

Path PathOf(const google::protobuf::ServiceDescriptor& service) {
  return {FileDescriptorProto::kServiceFieldNumber, service.index()};
}

// Source lines become one line; blank ones stay.
std::string Unwrap(const std::string& comment) {
  std::string out;
  bool blank = false;
  for (absl::string_view line : absl::StrSplit(comment, '\n')) {
    line = absl::StripAsciiWhitespace(line);
    if (!line.empty() && !out.empty()) out.append(blank ? "\n\n" : " ");
    blank = line.empty();
    absl::StrAppend(&out, line);
  }
  return out;
}

}  // namespace

Comments::Comments(const google::protobuf::FileDescriptorSet& set) {
  for (const auto& file : set.file()) {
    for (const auto& location : file.source_code_info().location()) {
      if (!location.has_leading_comments()) continue;
      text_[{file.name(), Path(location.path().begin(), location.path().end())}] =
          Unwrap(location.leading_comments());
    }
  }
}

std::string Comments::At(const google::protobuf::FileDescriptor& file, const Path& path) const {
  const auto found = text_.find({file.name(), path});
  return found == text_.end() ? "" : found->second;
}

std::string Comments::Of(const Descriptor& message) const {
  return At(*message.file(), PathOf(message));
}

std::string Comments::Of(const google::protobuf::FieldDescriptor& field) const {
  return At(*field.file(), Join(PathOf(*field.containing_type()),
                                DescriptorProto::kFieldFieldNumber, field.index()));
}

std::string Comments::Of(const EnumDescriptor& type) const {
  return At(*type.file(), PathOf(type));
}

std::string Comments::Of(const google::protobuf::EnumValueDescriptor& value) const {
  return At(*value.type()->file(),
            Join(PathOf(*value.type()), EnumDescriptorProto::kValueFieldNumber, value.index()));
}

std::string Comments::Of(const google::protobuf::ServiceDescriptor& service) const {
  return At(*service.file(), PathOf(service));
}

std::string Comments::Of(const google::protobuf::MethodDescriptor& method) const {
  return At(*method.file(), Join(PathOf(*method.service()),
                                 ServiceDescriptorProto::kMethodFieldNumber, method.index()));
}

}  // namespace tancua::gateway

#include "services/gateway/api_files.h"

#include "absl/strings/str_cat.h"
#include "proto/api_descriptors.h"

namespace tancua::gateway {

using google::protobuf::FileDescriptor;
using google::protobuf::FileDescriptorSet;

absl::StatusOr<FileDescriptorSet> ApiDescriptorSet() {
  FileDescriptorSet set;
  const std::string_view bytes = proto::ApiDescriptors();
  if (!set.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) {
    return absl::DataLossError("the embedded API descriptors are damaged");
  }
  return set;
}

absl::StatusOr<std::vector<const FileDescriptor*>> LinkedFiles(const FileDescriptorSet& set) {
  std::vector<const FileDescriptor*> files;
  for (const auto& file : set.file()) {
    const auto* linked =
        google::protobuf::DescriptorPool::generated_pool()->FindFileByName(file.name());
    if (linked == nullptr) {
      return absl::FailedPreconditionError(absl::StrCat(file.name(), " is not linked in"));
    }
    files.push_back(linked);
  }
  return files;
}

}  // namespace tancua::gateway

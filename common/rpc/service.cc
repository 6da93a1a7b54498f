#include "common/rpc/service.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include "absl/strings/str_cat.h"
#include "common/status/view.h"
#include "tancua/policy/v1/policy.pb.h"

namespace tancua::rpc {
namespace {

absl::Status CheckMethod(const google::protobuf::MethodDescriptor& descriptor,
                         const Method* method) {
  if (method == nullptr) {
    return absl::FailedPreconditionError(absl::StrCat(descriptor.full_name(), " has no procedure"));
  }
  if (method->request->GetDescriptor() != descriptor.input_type() ||
      method->response->GetDescriptor() != descriptor.output_type() ||
      (method->client_streaming != nullptr) != descriptor.client_streaming() ||
      (method->server_streaming != nullptr) != descriptor.server_streaming()) {
    return absl::FailedPreconditionError(
        absl::StrCat(descriptor.full_name(), " is bound to a procedure of other types"));
  }
  if (!descriptor.options().HasExtension(policy::v1::policy)) {
    return absl::FailedPreconditionError(absl::StrCat(descriptor.full_name(), " has no policy"));
  }
  const auto& policy = descriptor.options().GetExtension(policy::v1::policy);
  if (policy.anonymous() != policy.allow().empty()) {
    return absl::FailedPreconditionError(
        absl::StrCat(descriptor.full_name(), " must be anonymous or allow somebody, not both"));
  }
  const bool partners = std::find(policy.allow().begin(), policy.allow().end(),
                                  policy::v1::PARTNER) != policy.allow().end();
  if (partners == policy.scopes().empty()) {
    return absl::FailedPreconditionError(absl::StrCat(
        descriptor.full_name(), " must name scopes if and only if it allows partners"));
  }
  const bool names_ward = !policy.ward_field().empty();
  if (names_ward != (policy.tenancy() == policy::v1::REQUEST_WARD) ||
      (names_ward && descriptor.input_type()->FindFieldByName(policy.ward_field()) == nullptr)) {
    return absl::FailedPreconditionError(
        absl::StrCat(descriptor.full_name(), " names no field of its request as ward_field"));
  }
  return absl::OkStatus();
}

std::vector<const google::protobuf::FieldDescriptor*> ResourceFields(
    const google::protobuf::Descriptor& request) {
  std::vector<const google::protobuf::FieldDescriptor*> fields;
  for (const char* name : {"name", "parent", "dossier", "ward"}) {
    const auto* field = request.FindFieldByName(name);
    if (field == nullptr || field->is_repeated()) continue;
    if (field->type() == google::protobuf::FieldDescriptor::TYPE_STRING) fields.push_back(field);
  }
  return fields;
}

}  // namespace

Service::Service(std::string_view full_name)
    : descriptor_(google::protobuf::DescriptorPool::generated_pool()->FindServiceByName(
          std::string(full_name))) {
  if (descriptor_ == nullptr) {
    // A misspelt name is a fault of the program, found at its first start.
    std::fprintf(stderr, "no service %s is linked in\n", std::string(full_name).c_str());
    std::abort();
  }
}

Service& Service::Add(std::string_view name, Method method) {
  method.descriptor = descriptor_->FindMethodByName(std::string(name));
  if (method.descriptor == nullptr) {
    std::fprintf(stderr, "%s has no method %s\n", descriptor_->full_name().c_str(),
                 std::string(name).c_str());
    std::abort();
  }
  method.resource_fields = ResourceFields(*method.descriptor->input_type());
  methods_.insert_or_assign(std::string(name), std::move(method));
  return *this;
}

Service& Service::Polled(std::string_view method) {
  methods_.find(method)->second.polled = true;
  return *this;
}

absl::Status Service::Check() const {
  for (int i = 0; i < descriptor_->method_count(); ++i) {
    const auto& descriptor = *descriptor_->method(i);
    auto it = methods_.find(descriptor.name());
    absl::Status status = CheckMethod(descriptor, it == methods_.end() ? nullptr : &it->second);
    if (!status.ok()) return status;
  }
  return absl::OkStatus();
}

std::string FullMethodName(const google::protobuf::MethodDescriptor& method) {
  return absl::StrCat(method.service()->full_name(), "/", method.name());
}

}  // namespace tancua::rpc

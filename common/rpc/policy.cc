#include "common/rpc/policy.h"

#include <algorithm>
#include <string>

#include "common/status/error.h"

namespace tancua::rpc {
namespace {

bool Allows(const policy::v1::Policy& policy, policy::v1::ActorKind kind) {
  return std::find(policy.allow().begin(), policy.allow().end(), kind) != policy.allow().end();
}

bool HasAnyRole(const policy::v1::Policy& policy, const Caller& caller) {
  return policy.roles().empty() ||
         std::any_of(policy.roles().begin(), policy.roles().end(),
                     [&](const std::string& role) { return caller.HasRole(role); });
}

bool HasAnyScope(const policy::v1::Policy& policy, const Caller& caller) {
  return std::any_of(policy.scopes().begin(), policy.scopes().end(),
                     [&](const std::string& scope) { return caller.HasScope(scope); });
}

std::string RequestWard(const policy::v1::Policy& policy,
                        const google::protobuf::Message& request) {
  const auto* field = request.GetDescriptor()->FindFieldByName(policy.ward_field());
  return request.GetReflection()->GetString(request, field);
}

}  // namespace

const policy::v1::Policy& PolicyOf(const google::protobuf::MethodDescriptor& method) {
  return method.options().GetExtension(policy::v1::policy);
}

absl::Status Authorize(const policy::v1::Policy& policy, const Caller& caller,
                       const google::protobuf::Message* request) {
  if (policy.anonymous()) return absl::OkStatus();
  if (caller.kind == policy::v1::ACTOR_KIND_UNSPECIFIED) {
    return status::Error(status::kUnauthenticated);
  }
  if (!Allows(policy, caller.kind)) return status::Error(status::kActorNotAllowed);
  if (caller.IsOfficer() && !HasAnyRole(policy, caller)) return status::Error(status::kRoleMissing);
  if (caller.IsCitizen() && caller.level < policy.min_level()) {
    return status::Error(status::kLevelTooLow,
                         {.metadata = {{"required_level", std::to_string(policy.min_level())}}});
  }
  if (caller.IsAssisted() && !policy.assisted()) return status::Error(status::kAssistedNotAllowed);
  if (caller.IsPartner() && !HasAnyScope(policy, caller)) {
    return status::Error(status::kScopeMissing);
  }
  if (policy.tenancy() == policy::v1::REQUEST_WARD && !caller.IsCitizen() && request != nullptr &&
      !caller.Covers(RequestWard(policy, *request))) {
    return status::Error(status::kOtherWard, {.field = policy.ward_field()});
  }
  return absl::OkStatus();
}

}  // namespace tancua::rpc

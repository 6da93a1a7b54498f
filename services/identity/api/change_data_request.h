#pragma once

#include <string>
#include <string_view>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "common/rpc/call.h"
#include "common/sql/session.h"
#include "google/protobuf/message.h"
#include "services/identity/domain/data_request.h"
#include "services/identity/privacy_deps.h"
#include "tancua/identity/v1/privacy_service.pb.h"

// What the verbs of a data request have in common.
namespace tancua::identity::api {

// The request, when it is the calling citizen's own or one of the administrator's office;
// DATA_REQUEST_NOT_FOUND otherwise.
[[nodiscard]] absl::StatusOr<domain::DataRequest> LoadDataRequest(const PrivacyDeps& deps,
                                                                  sql::Session& session,
                                                                  const rpc::Call& call,
                                                                  std::string_view name);

// Loads the request, lets `change` alter it, and keeps it, once per request id.
[[nodiscard]] absl::StatusOr<v1::DataRequest> ChangeDataRequest(
    PrivacyDeps& deps, const rpc::Call& call, const std::string& name,
    const std::string& request_id, const google::protobuf::Message& request,
    absl::FunctionRef<absl::Status(sql::Session&, domain::DataRequest&)> change);

}  // namespace tancua::identity::api

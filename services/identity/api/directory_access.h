#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/rpc/call.h"
#include "common/sql/session.h"
#include "google/protobuf/message.h"
#include "services/identity/deps.h"
#include "services/identity/domain/citizen.h"
#include "services/identity/domain/directory.h"
#include "tancua/identity/v1/identity_service.pb.h"

// Who may see and change what of the staff directory. Wards are five digits, empty for the city.
namespace tancua::identity::api {

// OTHER_WARD unless the caller is an officer of the ward, or an administrator of the city.
[[nodiscard]] absl::Status RequireStaffOf(const rpc::Call& call, std::string_view ward);

// Tells the audit log, in the transaction of the change, that what `officer` may do has changed.
[[nodiscard]] absl::Status RecordStaffChange(Deps& deps, sql::Session& tx, const rpc::Call& call,
                                             const domain::Officer& officer);

// The same of whoever holds `position`, if anybody does.
[[nodiscard]] absl::Status RecordHolderChange(Deps& deps, sql::Session& tx, const rpc::Call& call,
                                              const domain::Position& position);

// DIRECTORY_ETAG_MISMATCH in `field` unless `etag` is empty or that of `revision`.
[[nodiscard]] absl::Status CheckDirectoryEtag(const std::string& etag, std::int64_t revision,
                                              const char* field);

// What the request of every change of an officer has.
struct OfficerTarget {
  const google::protobuf::Message& request;
  const std::string& name;
  const std::string& request_id;
  const std::string& etag;
};

// Changes an officer whom the caller manages, once per request_id: `change` gets the officer as
// stored and says what to store; whatever else it does is in the same transaction.
// OFFICER_NOT_FOUND, OTHER_WARD, OFFICER_ETAG_MISMATCH, or what `change` says.
[[nodiscard]] absl::StatusOr<v1::Officer> ChangeOfficer(
    Deps& deps, const rpc::Call& call, const OfficerTarget& target,
    absl::FunctionRef<absl::Status(sql::Session&, domain::Officer&)> change);

}  // namespace tancua::identity::api

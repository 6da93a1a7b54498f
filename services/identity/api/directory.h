#pragma once

#include "absl/status/statusor.h"
#include "common/rpc/call.h"
#include "google/protobuf/empty.pb.h"
#include "services/identity/deps.h"
#include "tancua/identity/v1/directory_service.pb.h"

// The procedures behind the DirectoryService; what each does stands in the proto.
namespace tancua::identity::api {

[[nodiscard]] absl::StatusOr<v1::Unit> CreateUnit(Deps& deps, const rpc::Call& call,
                                                  const v1::CreateUnitRequest& request);
[[nodiscard]] absl::StatusOr<v1::Unit> GetUnit(Deps& deps, const rpc::Call& call,
                                               const v1::GetUnitRequest& request);
[[nodiscard]] absl::StatusOr<v1::ListUnitsResponse> ListUnits(Deps& deps, const rpc::Call& call,
                                                              const v1::ListUnitsRequest& request);
[[nodiscard]] absl::StatusOr<v1::Unit> UpdateUnit(Deps& deps, const rpc::Call& call,
                                                  const v1::UpdateUnitRequest& request);
[[nodiscard]] absl::StatusOr<google::protobuf::Empty> DeleteUnit(
    Deps& deps, const rpc::Call& call, const v1::DeleteUnitRequest& request);
[[nodiscard]] absl::StatusOr<v1::Position> CreatePosition(Deps& deps, const rpc::Call& call,
                                                          const v1::CreatePositionRequest& request);
[[nodiscard]] absl::StatusOr<v1::Position> GetPosition(Deps& deps, const rpc::Call& call,
                                                       const v1::GetPositionRequest& request);
[[nodiscard]] absl::StatusOr<v1::ListPositionsResponse> ListPositions(
    Deps& deps, const rpc::Call& call, const v1::ListPositionsRequest& request);
[[nodiscard]] absl::StatusOr<v1::Position> UpdatePosition(Deps& deps, const rpc::Call& call,
                                                          const v1::UpdatePositionRequest& request);
[[nodiscard]] absl::StatusOr<google::protobuf::Empty> DeletePosition(
    Deps& deps, const rpc::Call& call, const v1::DeletePositionRequest& request);
[[nodiscard]] absl::StatusOr<v1::Position> AssignPosition(Deps& deps, const rpc::Call& call,
                                                          const v1::AssignPositionRequest& request);
[[nodiscard]] absl::StatusOr<v1::Position> VacatePosition(Deps& deps, const rpc::Call& call,
                                                          const v1::VacatePositionRequest& request);
[[nodiscard]] absl::StatusOr<v1::Officer> CreateOfficer(Deps& deps, const rpc::Call& call,
                                                        const v1::CreateOfficerRequest& request);
[[nodiscard]] absl::StatusOr<v1::Officer> GetOfficer(Deps& deps, const rpc::Call& call,
                                                     const v1::GetOfficerRequest& request);
[[nodiscard]] absl::StatusOr<v1::ListOfficersResponse> ListOfficers(
    Deps& deps, const rpc::Call& call, const v1::ListOfficersRequest& request);
[[nodiscard]] absl::StatusOr<v1::Officer> UpdateOfficer(Deps& deps, const rpc::Call& call,
                                                        const v1::UpdateOfficerRequest& request);
[[nodiscard]] absl::StatusOr<v1::Officer> DeactivateOfficer(
    Deps& deps, const rpc::Call& call, const v1::DeactivateOfficerRequest& request);
[[nodiscard]] absl::StatusOr<v1::Officer> ActivateOfficer(
    Deps& deps, const rpc::Call& call, const v1::ActivateOfficerRequest& request);
[[nodiscard]] absl::StatusOr<v1::Officer> MoveOfficer(Deps& deps, const rpc::Call& call,
                                                      const v1::MoveOfficerRequest& request);

}  // namespace tancua::identity::api

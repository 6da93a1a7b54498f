#include "services/dossier/directory/positions.h"

#include "services/dossier/domain/errors.h"
#include "tancua/identity/v1/directory_service.pb.h"

namespace tancua::dossier::directory {
namespace {

constexpr char kGetPosition[] = "tancua.identity.v1.DirectoryService/GetPosition";

}  // namespace

absl::Status CheckPositionExists(rpc::Invoker& identity, const rpc::Call& call,
                                 const std::string& position) {
  identity::v1::GetPositionRequest request;
  request.set_name(position);
  identity::v1::Position found;
  const absl::Status asked = rpc::Invoke(identity, call, kGetPosition, request, found);
  if (absl::IsNotFound(asked)) return status::Error(kPositionUnknown, {.field = "position"});
  return asked;
}

}  // namespace tancua::dossier::directory

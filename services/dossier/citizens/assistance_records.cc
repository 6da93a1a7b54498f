#include "services/dossier/citizens/assistance_records.h"

#include "common/status/error.h"
#include "common/status/macros.h"
#include "tancua/identity/v1/assistance_service.pb.h"

namespace tancua::dossier::citizens {
namespace {

namespace identity_pb = tancua::identity::v1;

constexpr char kGetAssisted[] = "tancua.identity.v1.AssistanceService/GetAssistedVerification";

}  // namespace

absl::StatusOr<domain::Assistance> ReadAssistance(rpc::Invoker& identity, const rpc::Call& call,
                                                  const std::string& ward) {
  identity_pb::GetAssistedVerificationRequest request;
  request.set_name(call.caller.assistance);
  identity_pb::AssistedVerification record;
  RETURN_IF_ERROR(rpc::Invoke(identity, call, kGetAssisted, request, record));
  if (record.ward() != ward) return status::Error(status::kOtherWard, {.field = "ward"});
  return domain::Assistance{
      .verification = record.name(),
      .assistant = call.caller.assistant,
      .paper_seen = identity_pb::AssistedVerification::PaperSeen_Name(record.paper_seen()),
      .place = record.place(),
      .confirmation = identity_pb::AssistedVerification::Confirmation_Name(record.confirmation())};
}

}  // namespace tancua::dossier::citizens

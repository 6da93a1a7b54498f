#include <string>
#include <vector>

#include "common/calendar/calendar.h"
#include "common/rpc/page_token.h"
#include "common/status/error.h"
#include "common/status/macros.h"
#include "services/dossier/api/procedures.h"
#include "services/dossier/domain/code.h"
#include "services/dossier/domain/errors.h"
#include "services/dossier/wire.h"

namespace tancua::dossier::api {
namespace {

constexpr char kScope[] = "ListProcedures";

}  // namespace

absl::StatusOr<pb::ListProceduresResponse> ListProcedures(
    const Deps& deps, const rpc::Call&, const pb::ListProceduresRequest& request) {
  ASSIGN_OR_RETURN(const int size, rpc::CheckPageSize(request.page_size(), 100));
  ASSIGN_OR_RETURN(const std::string after,
                   rpc::OpenPageToken(deps.keys, kScope, request.page_token()));
  const std::vector<const catalogue::Entry*> entries =
      deps.catalogue.Get().ListAfter(after, calendar::LocalDay(deps.clock.Now()));
  pb::ListProceduresResponse response;
  for (const catalogue::Entry* entry : entries) {
    if (response.procedures_size() == size) {
      const std::string& last = entries[size - 1]->procedure.code;
      response.set_next_page_token(rpc::SealPageToken(deps.keys, kScope, last));
      break;
    }
    *response.add_procedures() = wire::ToProto(*entry);
  }
  return response;
}

absl::StatusOr<pb::Procedure> GetProcedure(const Deps& deps, const rpc::Call&,
                                           const pb::GetProcedureRequest& request) {
  const auto code = wire::IdOf(request.name(), "procedures");
  const catalogue::Entry* entry =
      code ? deps.catalogue.Get().Find(domain::WithoutProvince(*code),
                                       calendar::LocalDay(deps.clock.Now()))
           : nullptr;
  if (entry == nullptr) return status::Error(kProcedureUnknown, {.field = "name"});
  return wire::ToProto(*entry);
}

}  // namespace tancua::dossier::api

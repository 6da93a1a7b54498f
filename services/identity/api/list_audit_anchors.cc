#include "common/status/macros.h"
#include "services/identity/api/audit.h"
#include "services/identity/api/audit_page.h"
#include "services/identity/store/audit_log.h"
#include "services/identity/wire_audit.h"

namespace tancua::identity::api {

absl::StatusOr<v1::ListAuditAnchorsResponse> ListAuditAnchors(
    Deps& deps, const rpc::Call&, const v1::ListAuditAnchorsRequest& request) {
  constexpr std::string_view kScope = "ListAuditAnchors";
  ASSIGN_OR_RETURN(const AuditPage page,
                   OpenAuditPage(deps.keys, {kScope, request.page_size(), request.page_token()}));
  ASSIGN_OR_RETURN(const auto anchors, deps.database.Read([&](sql::Session& session) {
    return store::ListAuditAnchors(session, deps.keys, page.before_seq, page.size + 1);
  }));
  v1::ListAuditAnchorsResponse response;
  for (const store::AuditAnchor& anchor : anchors) {
    if (response.anchors_size() == page.size) {
      const std::int64_t last = response.anchors(page.size - 1).seq();
      response.set_next_page_token(NextAuditPage(deps.keys, kScope, last));
      break;
    }
    *response.add_anchors() = wire::ToAuditAnchor(anchor);
  }
  return response;
}

}  // namespace tancua::identity::api

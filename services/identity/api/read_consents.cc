#include "common/status/macros.h"
#include "services/identity/api/office.h"
#include "services/identity/api/privacy.h"
#include "services/identity/privacy_wire.h"
#include "services/identity/store/consents.h"

namespace tancua::identity::api {

absl::StatusOr<v1::ListConsentsResponse> ListConsents(PrivacyDeps& deps, const rpc::Call& call,
                                                      const v1::ListConsentsRequest& request) {
  ASSIGN_OR_RETURN(const store::Page page, ReadPage(request.page_token(), request.page_size()));
  const std::string citizen = wire::IdIn("citizens", call.caller.subject);
  ASSIGN_OR_RETURN(auto consents, deps.base.database.Read([&](sql::Session& session) {
    return store::ListConsents(session, deps.base.keys, citizen, page);
  }));
  v1::ListConsentsResponse response;
  response.set_next_page_token(NextPageToken(page, consents));
  for (const domain::Consent& consent : consents) {
    *response.add_consents() = wire::ToConsent(consent);
  }
  return response;
}

}  // namespace tancua::identity::api

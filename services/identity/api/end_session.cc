#include "services/identity/api/end_session.h"

#include <algorithm>
#include <optional>

#include "common/status/error.h"
#include "common/status/macros.h"
#include "services/identity/domain/errors.h"
#include "services/identity/store/session_list.h"
#include "services/identity/tokens/revoke.h"
#include "services/identity/wire.h"

namespace tancua::identity::api {
namespace {

absl::Status CheckRedirectUri(const std::string& uri, const oidc::RelyingParty& provider) {
  const auto& listed = provider.config().redirect_uris;
  if (uri.empty() || std::find(listed.begin(), listed.end(), uri) != listed.end()) {
    return absl::OkStatus();
  }
  return status::Error(kRedirectUriNotAllowed, {.field = "post_logout_redirect_uri"});
}

}  // namespace

absl::StatusOr<v1::EndSessionResponse> EndSession(Deps& deps, const rpc::Call& call,
                                                  const v1::EndSessionRequest& request) {
  const bool current = request.name() == "sessions/current";
  ASSIGN_OR_RETURN(const std::string id,
                   wire::ParseSessionName(current ? call.caller.session : request.name()));
  ASSIGN_OR_RETURN(const auto owner, deps.database.Read([&](sql::Session& session) {
    return store::FindSessionOwner(session, id);
  }));
  // Whether another's session exists is not told.
  if (!owner || owner->subject != call.caller.subject) {
    return status::Error(kSessionNotFound, {.field = "name"});
  }
  oidc::RelyingParty* provider = deps.providers.Find(owner->provider);
  if (provider != nullptr) {
    RETURN_IF_ERROR(CheckRedirectUri(request.post_logout_redirect_uri(), *provider));
  }
  RETURN_IF_ERROR(
      deps.database.Write(id, [&](sql::Session& tx) { return RevokeWholeSession(deps, tx, id); }));
  v1::EndSessionResponse response;
  if (provider != nullptr) {
    response.set_end_session_uri(
        provider->EndSessionUri(request.post_logout_redirect_uri(), call.deadline));
  }
  return response;
}

}  // namespace tancua::identity::api

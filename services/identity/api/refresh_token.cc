#include "services/identity/api/refresh_token.h"

#include "services/identity/tokens/refresh.h"
#include "services/identity/wire_client.h"

namespace tancua::identity::api {

absl::StatusOr<v1::TokenSet> RefreshToken(Deps& deps, const rpc::Call& call,
                                          const v1::RefreshTokenRequest& request) {
  return ExchangeRefreshToken(deps, call, request.refresh_token(), wire::PartnerOf(call));
}

}  // namespace tancua::identity::api

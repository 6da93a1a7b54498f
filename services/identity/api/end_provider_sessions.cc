#include "services/identity/api/end_provider_sessions.h"

#include <string>
#include <utility>

#include "absl/strings/strip.h"
#include "common/http/server.h"
#include "common/log/log.h"
#include "common/status/error.h"
#include "common/status/macros.h"
#include "services/identity/domain/errors.h"
#include "services/identity/oidc/logout_token.h"
#include "services/identity/store/session_list.h"
#include "services/identity/tokens/provider_sign_in.h"
#include "services/identity/tokens/revoke.h"

namespace tancua::identity::api {
namespace {

constexpr std::size_t kLargestForm = 32 * 1024;
// The provider's clock may be behind ours.
constexpr absl::Duration kSkew = absl::Seconds(60);

// What the provider has posted.
struct Notice {
  std::string provider;
  std::string logout_token;
};

absl::Status LogoutTokenRefused(const std::string& cause) {
  return status::Error(kLogoutTokenRefused, {.metadata = {{"cause", cause}}});
}

absl::StatusOr<Notice> Receive(rpc::Reader<v1::EndProviderSessionsRequest>& requests) {
  Notice notice;
  std::string form;
  v1::EndProviderSessionsRequest request;
  while (true) {
    ASSIGN_OR_RETURN(const bool more, requests.Next(request));
    if (!more) break;
    if (!request.name().empty()) notice.provider = request.name();
    form += request.content().data();
    if (form.size() > kLargestForm) return LogoutTokenRefused("too_long");
  }
  absl::string_view provider = notice.provider;
  absl::ConsumePrefix(&provider, "providers/");
  notice.provider = std::string(provider);
  auto fields = http::ParseQuery(form);
  if (!fields.ok()) return LogoutTokenRefused("form");
  for (auto& [name, value] : *fields) {
    if (name == "logout_token") notice.logout_token = std::move(value);
  }
  return notice;
}

absl::StatusOr<oidc::LogoutToken> Verify(oidc::RelyingParty& provider, const std::string& token,
                                         absl::Time deadline) {
  auto verified = provider.ReadLogoutToken(token, deadline);
  if (!status::Is(verified.status(), kIdentityRefused)) return verified;
  return LogoutTokenRefused(status::Describe(verified.status())->detail.metadata.front().second);
}

}  // namespace

absl::StatusOr<v1::EndProviderSessionsResponse> EndProviderSessions(
    Deps& deps, const rpc::Call& call, rpc::Reader<v1::EndProviderSessionsRequest>& requests) {
  ASSIGN_OR_RETURN(const Notice notice, Receive(requests));
  oidc::RelyingParty* provider = deps.providers.Find(notice.provider);
  if (provider == nullptr) return status::Error(kProviderUnknown, {.field = "name"});
  ASSIGN_OR_RETURN(const oidc::LogoutToken token,
                   Verify(*provider, notice.logout_token, call.deadline));
  const ProviderNames names{.subject = token.subject, .session = token.session};
  const store::ProviderSessions meant{
      .subject_indices = ProviderSubjectIndices(deps.keys, notice.provider, names),
      .session_indices = ProviderSessionIndices(deps.keys, notice.provider, names),
      .begun_before = token.issued_at + kSkew};
  ASSIGN_OR_RETURN(
      const std::size_t ended,
      deps.database.Write(notice.provider, [&](sql::Session& tx) -> absl::StatusOr<std::size_t> {
        ASSIGN_OR_RETURN(const std::vector<std::string> ids,
                         store::RevokeProviderSessions(tx, meant, deps.clock.Now()));
        RETURN_IF_ERROR(RevokeAccessOfSessions(deps, tx, ids));
        return ids.size();
      }));
  log::Info("identity.provider_signed_out", {{"provider", notice.provider}, {"sessions", ended}});
  return v1::EndProviderSessionsResponse();
}

}  // namespace tancua::identity::api

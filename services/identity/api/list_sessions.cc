#include "services/identity/api/list_sessions.h"

#include <algorithm>

#include "common/id/ids.h"
#include "common/status/error.h"
#include "common/status/macros.h"
#include "services/identity/store/session_list.h"
#include "services/identity/wire.h"
#include "services/identity/wire_time.h"

namespace tancua::identity::api {
namespace {

constexpr int kDefaultPage = 20;
constexpr int kLargestPage = 100;

v1::Session ToSession(const store::OpenSession& session, const rpc::Caller& caller) {
  v1::Session out;
  out.set_name("sessions/" + session.id);
  out.set_provider(session.provider);
  *out.mutable_create_time() = wire::ToTimestamp(session.created_at);
  *out.mutable_refresh_time() = wire::ToTimestamp(session.refreshed_at);
  *out.mutable_idle_time() = wire::ToTimestamp(session.idle_at);
  *out.mutable_expire_time() = wire::ToTimestamp(session.expires_at);
  out.set_current(out.name() == caller.session);
  return out;
}

}  // namespace

absl::StatusOr<v1::ListSessionsResponse> ListSessions(Deps& deps, const rpc::Call& call,
                                                      const v1::ListSessionsRequest& request) {
  const std::string& last = request.page_token();  // id of the last session of the page before
  if (!last.empty() && !IsUuid(last)) {
    return status::Error(status::kPageTokenInvalid, {.field = "page_token"});
  }
  const int size =
      request.page_size() == 0 ? kDefaultPage : std::clamp(request.page_size(), 1, kLargestPage);
  ASSIGN_OR_RETURN(auto sessions, deps.database.Read([&](sql::Session& session) {
    return store::ListOpenSessions(session, call.caller.subject, last, size + 1, deps.clock.Now());
  }));
  v1::ListSessionsResponse response;
  if (sessions.size() > static_cast<std::size_t>(size)) {
    sessions.pop_back();
    response.set_next_page_token(sessions.back().id);
  }
  for (const store::OpenSession& session : sessions) {
    *response.add_sessions() = ToSession(session, call.caller);
  }
  return response;
}

}  // namespace tancua::identity::api

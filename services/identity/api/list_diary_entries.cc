#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "common/status/macros.h"
#include "services/identity/api/audit.h"
#include "services/identity/api/audit_page.h"
#include "services/identity/domain/errors.h"
#include "services/identity/store/audit_log.h"
#include "services/identity/store/officers.h"
#include "services/identity/wire_audit.h"

namespace tancua::identity::api {
namespace {

std::string WardName(const Deps& deps, absl::string_view ward) {
  if (!absl::ConsumePrefix(&ward, "wards/")) return "";
  const auto* found = deps.wards.Find(std::string(ward));
  return found == nullptr ? "" : found->name;
}

// Where the installation shows officers' names; empty for one who has left.
absl::StatusOr<std::string> ActorName(const Deps& deps, sql::Session& session,
                                      absl::string_view actor) {
  if (!deps.config.diary_shows_officer_names || !absl::ConsumePrefix(&actor, "officers/")) {
    return std::string();
  }
  ASSIGN_OR_RETURN(const auto officer, store::FindOfficer(session, deps.keys, std::string(actor)));
  return officer ? officer->display_name : std::string();
}

}  // namespace

absl::StatusOr<v1::ListDiaryEntriesResponse> ListDiaryEntries(
    Deps& deps, const rpc::Call& call, const v1::ListDiaryEntriesRequest& request) {
  const std::string& self = call.caller.subject;  // "citizens/{uuid}", by the policy of the RPC
  if (request.parent() != "citizens/me" && request.parent() != self) {
    return status::Error(kCitizenNotFound, {.field = "parent"});
  }
  const std::string scope = absl::StrCat("ListDiaryEntries.", self);
  ASSIGN_OR_RETURN(const AuditPage page,
                   OpenAuditPage(deps.keys, {scope, request.page_size(), request.page_token()}));
  using Response = v1::ListDiaryEntriesResponse;
  return deps.database.Read([&](sql::Session& session) -> absl::StatusOr<Response> {
    ASSIGN_OR_RETURN(const auto entries, store::ListAudit(session, {.citizen = self,
                                                                    .before_seq = page.before_seq,
                                                                    .limit = page.size + 1}));
    Response response;
    for (const domain::AuditEntry& entry : entries) {
      if (response.entries_size() == page.size) {
        const auto last = static_cast<std::size_t>(page.size) - 1;
        response.set_next_page_token(NextAuditPage(deps.keys, scope, entries[last].seq));
        break;
      }
      v1::DiaryEntry& line = *response.add_entries();
      line = wire::ToDiaryEntry(entry, WardName(deps, entry.actor_ward));
      ASSIGN_OR_RETURN(*line.mutable_actor_name(), ActorName(deps, session, entry.actor));
    }
    return response;
  });
}

}  // namespace tancua::identity::api

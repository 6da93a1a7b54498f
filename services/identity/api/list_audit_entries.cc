#include <string>

#include "absl/strings/str_cat.h"
#include "common/status/error.h"
#include "common/status/macros.h"
#include "google/protobuf/util/time_util.h"
#include "services/identity/api/audit.h"
#include "services/identity/api/audit_page.h"
#include "services/identity/store/audit_log.h"
#include "services/identity/wire_audit.h"

namespace tancua::identity::api {
namespace {

absl::Time TimeOf(const google::protobuf::Timestamp& time) {
  return absl::FromUnixMicros(google::protobuf::util::TimeUtil::TimestampToMicroseconds(time));
}

// A ward's administrator sees the own ward only, whatever is asked for.
absl::StatusOr<std::string> WardFilter(const rpc::Caller& caller, const std::string& asked) {
  if (caller.HasRole("city_admin")) return asked;
  if (caller.ward.empty() || (!asked.empty() && asked != caller.ward)) {
    return status::Error(status::kOtherWard, {.field = "ward"});
  }
  return caller.ward;
}

absl::StatusOr<store::AuditFilter> FilterOf(const rpc::Call& call,
                                            const v1::ListAuditEntriesRequest& request) {
  store::AuditFilter filter{
      .actor = request.actor(), .citizen = request.citizen(), .record = request.record()};
  ASSIGN_OR_RETURN(filter.ward, WardFilter(call.caller, request.ward()));
  if (!tancua::audit::v1::Action_IsValid(request.action())) {
    return status::Error(status::kInvalidField, {.field = "action"});
  }
  if (request.action() != tancua::audit::v1::ACTION_UNSPECIFIED) {
    filter.action = tancua::audit::v1::Action_Name(request.action());
  }
  if (request.has_start_time()) filter.start = TimeOf(request.start_time());
  if (request.has_end_time()) filter.end = TimeOf(request.end_time());
  return filter;
}

}  // namespace

absl::StatusOr<v1::ListAuditEntriesResponse> ListAuditEntries(
    Deps& deps, const rpc::Call& call, const v1::ListAuditEntriesRequest& request) {
  ASSIGN_OR_RETURN(store::AuditFilter filter, FilterOf(call, request));
  const std::string scope = absl::StrCat("ListAuditEntries.", filter.ward);
  ASSIGN_OR_RETURN(const AuditPage page,
                   OpenAuditPage(deps.keys, {scope, request.page_size(), request.page_token()}));
  filter.before_seq = page.before_seq;
  filter.limit = page.size + 1;
  ASSIGN_OR_RETURN(const auto entries, deps.database.Read([&](sql::Session& session) {
    return store::ListAudit(session, filter);
  }));
  v1::ListAuditEntriesResponse response;
  for (const domain::AuditEntry& entry : entries) {
    if (response.entries_size() == page.size) {
      const std::int64_t last = response.entries(page.size - 1).seq();
      response.set_next_page_token(NextAuditPage(deps.keys, scope, last));
      break;
    }
    *response.add_entries() = wire::ToAuditEntry(entry);
  }
  return response;
}

}  // namespace tancua::identity::api

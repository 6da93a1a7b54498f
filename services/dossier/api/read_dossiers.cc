#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "common/rpc/page_token.h"
#include "common/status/error.h"
#include "common/status/macros.h"
#include "common/status/view.h"
#include "services/dossier/api/access.h"
#include "services/dossier/api/dossier_view.h"
#include "services/dossier/api/procedures.h"
#include "services/dossier/domain/assignment.h"
#include "services/dossier/store/dossiers.h"
#include "services/dossier/wire.h"

namespace tancua::dossier::api {
namespace {

std::string PositionOf(const domain::Dossier& dossier) {
  return absl::StrCat(absl::ToUnixMicros(dossier.receive_time), " ", dossier.code);
}

// `position` was written by PositionOf; empty for the first page.
absl::Status StartAfter(const std::string& position, store::ListQuery& query) {
  if (position.empty()) return absl::OkStatus();
  const std::pair<std::string, std::string> parts =
      absl::StrSplit(position, absl::MaxSplits(' ', 1));
  std::int64_t micros = 0;
  if (!absl::SimpleAtoi(parts.first, &micros)) {
    return status::Error(status::kPageTokenInvalid, {.field = "page_token"});
  }
  query.before_time = absl::FromUnixMicros(micros);
  query.before_code = parts.second;
  return absl::OkStatus();
}

absl::StatusOr<std::optional<domain::State>> StateFilter(pb::State state) {
  if (state == pb::STATE_UNSPECIFIED) return std::nullopt;
  const auto known = wire::FromProto(state);
  if (!known) return status::Error(status::kInvalidField, {.field = "state"});
  return known;
}

// "mine", "-" or a position of the officer's ward.
absl::Status FilterByPosition(const rpc::Caller& caller, const std::string& position,
                              store::ListQuery& query) {
  if (position.empty()) return absl::OkStatus();
  if (position == "-") {
    query.unassigned = true;
    return absl::OkStatus();
  }
  if (position == "mine") {
    query.positions = caller.positions;
    return absl::OkStatus();
  }
  query.positions = {position};
  return domain::CheckPosition(position, query.ward);
}

// The caller's own dossiers, or those of their ward, or of the one they name.
absl::StatusOr<store::ListQuery> QueryFor(const rpc::Call& call,
                                          const pb::ListDossiersRequest& request) {
  store::ListQuery query;
  ASSIGN_OR_RETURN(query.limit, rpc::CheckPageSize(request.page_size(), 50));
  ASSIGN_OR_RETURN(query.state, StateFilter(request.state()));
  if (call.caller.IsCitizen()) {
    if (!request.ward().empty()) return status::Error(status::kInvalidField, {.field = "ward"});
    if (!request.position().empty()) {
      return status::Error(status::kInvalidField, {.field = "position"});
    }
    query.citizen = call.caller.subject;
    return query;
  }
  // A partner has several wards, and an officer one.
  const std::string& named = request.ward().empty() ? call.caller.ward : request.ward();
  if (call.caller.IsPartner() && named.empty()) {
    return status::Error(status::kInvalidField,
                         {.field = "ward", .text_vi = "Cần nêu phường, xã muốn xem hồ sơ."});
  }
  RETURN_IF_ERROR(call.RequireWard(named));
  const auto ward = wire::IdOf(named, "wards");
  if (!ward) return status::Error(status::kOtherWard);
  query.ward = std::string(*ward);
  RETURN_IF_ERROR(FilterByPosition(call.caller, request.position(), query));
  return query;
}

std::string ScopeOf(const store::ListQuery& query) {
  const std::string_view state = query.state ? domain::Name(*query.state) : "";
  const std::string positions = query.positions    ? absl::StrJoin(*query.positions, ",")
                                : query.unassigned ? "-"
                                                   : "";
  return absl::StrCat("ListDossiers.", query.ward, query.citizen, ".", View(state), ".", positions);
}

}  // namespace

absl::StatusOr<pb::Dossier> GetDossier(const Deps& deps, const rpc::Call& call,
                                       const pb::GetDossierRequest& request) {
  ASSIGN_OR_RETURN(const std::string code, CodeOf(request.name()));
  struct Seen {
    domain::Dossier dossier;
    pb::Dossier view;
  };
  ASSIGN_OR_RETURN(Seen seen, deps.database.Read([&](sql::Session& tx) -> absl::StatusOr<Seen> {
    Seen found;
    ASSIGN_OR_RETURN(found.dossier, store::Load(tx, deps.keys, code));
    RETURN_IF_ERROR(RequireAccess(call, found.dossier));
    ASSIGN_OR_RETURN(found.view, LoadView(deps, tx, call, found.dossier));
    return found;
  }));
  RETURN_IF_ERROR(RecordRead(deps, call, audit::v1::OPENED, seen.dossier));
  return ForCaller(deps, call, std::move(seen.view));
}

absl::StatusOr<pb::ListDossiersResponse> ListDossiers(const Deps& deps, const rpc::Call& call,
                                                      const pb::ListDossiersRequest& request) {
  ASSIGN_OR_RETURN(store::ListQuery query, QueryFor(call, request));
  const std::string scope = ScopeOf(query);
  ASSIGN_OR_RETURN(const std::string position,
                   rpc::OpenPageToken(deps.keys, scope, request.page_token()));
  RETURN_IF_ERROR(StartAfter(position, query));
  const int size = query.limit++;  // one more tells whether there is a next page
  ASSIGN_OR_RETURN(
      const std::vector<domain::Dossier> dossiers,
      deps.database.Read([&](sql::Session& tx) { return store::List(tx, deps.keys, query); }));
  pb::ListDossiersResponse response;
  for (const domain::Dossier& dossier : dossiers) {
    if (response.dossiers_size() == size) {
      const std::string last = PositionOf(dossiers[size - 1]);
      response.set_next_page_token(rpc::SealPageToken(deps.keys, scope, last));
      break;
    }
    *response.add_dossiers() = ForCaller(deps, call, wire::ToProto(dossier));
  }
  if (response.dossiers_size() > 0) RETURN_IF_ERROR(RecordList(deps, call, query.ward));
  return response;
}

}  // namespace tancua::dossier::api

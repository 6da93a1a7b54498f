#include <string>
#include <vector>

#include "common/rpc/page_token.h"
#include "common/status/macros.h"
#include "services/identity/api/directory.h"
#include "services/identity/api/directory_access.h"
#include "services/identity/store/directory.h"
#include "services/identity/store/officers.h"
#include "services/identity/wire_directory.h"

namespace tancua::identity::api {
namespace {

constexpr int kUsualPage = 100;

// Where a page begins and how long it is.
struct Page {
  std::string scope;  // of the page token
  int size = 0;
  std::string after;
};

template <class Request>
absl::StatusOr<Page> ReadPage(Deps& deps, const char* list, const std::string& ward,
                              const Request& request) {
  Page page{.scope = std::string(list) + "." + ward};
  ASSIGN_OR_RETURN(page.size, rpc::CheckPageSize(request.page_size(), kUsualPage));
  ASSIGN_OR_RETURN(page.after, rpc::OpenPageToken(deps.keys, page.scope, request.page_token()));
  return page;
}

// `rows` holds one more than the page when there is a next one. Shows each row of the page; `key`
// is what the list is ordered by.
template <class Row, class Response, class Show>
Response PageOf(Deps& deps, const Page& page, const std::vector<Row>& rows, std::string Row::*key,
                Show show) {
  Response response;
  for (const Row& row : rows) {
    if (&row - rows.data() == page.size) {
      response.set_next_page_token(
          rpc::SealPageToken(deps.keys, page.scope, rows[page.size - 1].*key));
      break;
    }
    show(response, row);
  }
  return response;
}

}  // namespace

absl::StatusOr<v1::ListUnitsResponse> ListUnits(Deps& deps, const rpc::Call& call,
                                                const v1::ListUnitsRequest& request) {
  ASSIGN_OR_RETURN(const std::string ward, wire::ParseWardName(request.parent(), "parent"));
  RETURN_IF_ERROR(RequireStaffOf(call, ward));
  ASSIGN_OR_RETURN(const Page page, ReadPage(deps, "ListUnits", ward, request));
  ASSIGN_OR_RETURN(const std::vector<domain::Unit> units,
                   deps.database.Read([&](sql::Session& session) {
                     return store::ListUnits(session, ward, page.after, page.size + 1);
                   }));
  return PageOf<domain::Unit, v1::ListUnitsResponse>(
      deps, page, units, &domain::Unit::id,
      [](auto& response, const auto& unit) { *response.add_units() = wire::ToUnit(unit); });
}

absl::StatusOr<v1::ListPositionsResponse> ListPositions(Deps& deps, const rpc::Call& call,
                                                        const v1::ListPositionsRequest& request) {
  ASSIGN_OR_RETURN(const std::string ward, wire::ParseWardName(request.parent(), "parent"));
  RETURN_IF_ERROR(RequireStaffOf(call, ward));
  ASSIGN_OR_RETURN(const Page page, ReadPage(deps, "ListPositions", ward, request));
  ASSIGN_OR_RETURN(const std::vector<domain::Position> positions,
                   deps.database.Read([&](sql::Session& session) {
                     return store::ListPositions(session, ward, page.after, page.size + 1);
                   }));
  return PageOf<domain::Position, v1::ListPositionsResponse>(
      deps, page, positions, &domain::Position::id, [](auto& response, const auto& position) {
        *response.add_positions() = wire::ToPosition(position);
      });
}

absl::StatusOr<v1::ListOfficersResponse> ListOfficers(Deps& deps, const rpc::Call& call,
                                                      const v1::ListOfficersRequest& request) {
  std::string ward;
  if (!request.ward().empty()) {
    ASSIGN_OR_RETURN(ward, wire::ParseWardName(request.ward(), "ward"));
  }
  RETURN_IF_ERROR(RequireStaffOf(call, ward));
  ASSIGN_OR_RETURN(const Page page, ReadPage(deps, "ListOfficers", ward, request));
  ASSIGN_OR_RETURN(
      const std::vector<domain::Officer> officers, deps.database.Read([&](sql::Session& session) {
        return store::ListOfficers(session, deps.keys, ward, page.after, page.size + 1);
      }));
  return PageOf<domain::Officer, v1::ListOfficersResponse>(
      deps, page, officers, &domain::Officer::username, [](auto& response, const auto& officer) {
        *response.add_officers() = wire::ToDirectoryOfficer(officer);
      });
}

absl::StatusOr<v1::Unit> GetUnit(Deps& deps, const rpc::Call& call,
                                 const v1::GetUnitRequest& request) {
  ASSIGN_OR_RETURN(const wire::DirectoryKey key, wire::ParseUnitKey(request.name(), "name"));
  RETURN_IF_ERROR(RequireStaffOf(call, key.ward));
  ASSIGN_OR_RETURN(const domain::Unit unit, deps.database.Read([&](sql::Session& session) {
    return store::LoadUnit(session, key.ward, key.id);
  }));
  return wire::ToUnit(unit);
}

absl::StatusOr<v1::Position> GetPosition(Deps& deps, const rpc::Call& call,
                                         const v1::GetPositionRequest& request) {
  ASSIGN_OR_RETURN(const wire::DirectoryKey key, wire::ParsePositionName(request.name(), "name"));
  RETURN_IF_ERROR(RequireStaffOf(call, key.ward));
  ASSIGN_OR_RETURN(const domain::Position position, deps.database.Read([&](sql::Session& session) {
    return store::LoadPosition(session, key.ward, key.id);
  }));
  return wire::ToPosition(position);
}

absl::StatusOr<v1::Officer> GetOfficer(Deps& deps, const rpc::Call& call,
                                       const v1::GetOfficerRequest& request) {
  ASSIGN_OR_RETURN(const std::string id, wire::ParseOfficerName(request.name(), "name"));
  ASSIGN_OR_RETURN(const domain::Officer officer, deps.database.Read([&](sql::Session& session) {
    return store::LoadOfficer(session, deps.keys, id);
  }));
  RETURN_IF_ERROR(RequireStaffOf(call, officer.ward));
  return wire::ToDirectoryOfficer(officer);
}

}  // namespace tancua::identity::api

#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "common/rpc/call.h"
#include "common/status/error.h"
#include "services/identity/store/page.h"

// Whose records an administrator may see, and pages of them.
namespace tancua::identity::api {

// The ward that a list is of; none for the city, which sees all.
[[nodiscard]] std::optional<std::string> OfficeWard(const rpc::Call& call);
// Whether an administrator's office looks after a record of `ward` ("wards/{code}" or empty).
[[nodiscard]] bool IsOffice(const rpc::Call& call, const std::string& ward);

// PAGE_TOKEN_INVALID or INVALID_FIELD. The token is the id of the last entry shown; `limit` asks
// for one entry more, which tells whether there is another page.
[[nodiscard]] absl::StatusOr<store::Page> ReadPage(const std::string& token, int size);

// Cuts what was read for `page` to it; the token of the next page, empty on the last.
template <class Entries>
std::string NextPageToken(const store::Page& page, Entries& entries) {
  if (static_cast<int>(entries.size()) < page.limit) return "";
  entries.pop_back();
  return entries.back().id;
}

}  // namespace tancua::identity::api

#include "services/identity/api/office.h"

#include "common/id/ids.h"

namespace tancua::identity::api {
namespace {

constexpr int kUsualOfficePage = 50;
constexpr int kLargestOfficePage = 1000;

}  // namespace

std::optional<std::string> OfficeWard(const rpc::Call& call) {
  if (call.caller.HasRole("city_admin")) return std::nullopt;
  return call.caller.ward;
}

bool IsOffice(const rpc::Call& call, const std::string& ward) {
  const std::optional<std::string> own = OfficeWard(call);
  return !own || (!own->empty() && *own == ward);
}

absl::StatusOr<store::Page> ReadPage(const std::string& token, int size) {
  if (size < 0 || size > kLargestOfficePage) {
    return status::Error(status::kInvalidField, {.field = "page_size"});
  }
  if (!token.empty() && !IsUuid(token)) {
    return status::Error(status::kPageTokenInvalid, {.field = "page_token"});
  }
  return store::Page{.before_id = token, .limit = (size == 0 ? kUsualOfficePage : size) + 1};
}

}  // namespace tancua::identity::api

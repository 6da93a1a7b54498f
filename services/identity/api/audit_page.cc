#include "services/identity/api/audit_page.h"

#include <limits>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "common/status/error.h"
#include "common/status/view.h"

namespace tancua::identity::api {
namespace {

constexpr int kUsualSize = 50;
constexpr int kLargestSize = 1000;

std::string ContextOf(std::string_view scope) { return absl::StrCat("page_token.", View(scope)); }

}  // namespace

absl::StatusOr<AuditPage> OpenAuditPage(const crypto::Keyring& keys, const PageRequest& request) {
  if (request.size < 0 || request.size > kLargestSize) {
    return status::Error(status::kInvalidField,
                         {.field = "page_size", .text_vi = "Mỗi trang có từ 1 đến 1000 mục."});
  }
  AuditPage page{.size = request.size == 0 ? kUsualSize : request.size,
                 .before_seq = std::numeric_limits<std::int64_t>::max()};
  if (request.token.empty()) return page;
  const auto position = keys.Open(request.token, ContextOf(request.scope));
  if (!position.ok() || !absl::SimpleAtoi(*position, &page.before_seq)) {
    return status::Error(status::kPageTokenInvalid, {.field = "page_token"});
  }
  return page;
}

std::string NextAuditPage(const crypto::Keyring& keys, std::string_view scope, std::int64_t seq) {
  return keys.Seal(absl::StrCat(seq), ContextOf(scope));
}

}  // namespace tancua::identity::api

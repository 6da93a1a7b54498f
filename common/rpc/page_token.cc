#include "common/rpc/page_token.h"

#include "absl/strings/str_cat.h"
#include "common/status/error.h"
#include "common/status/view.h"

namespace tancua::rpc {
namespace {

constexpr int kMostPerPage = 1000;

std::string Context(std::string_view scope) { return absl::StrCat("page_token.", View(scope)); }

}  // namespace

std::string SealPageToken(const crypto::Keyring& keys, std::string_view scope,
                          std::string_view position) {
  return keys.Seal(position, Context(scope));
}

absl::StatusOr<std::string> OpenPageToken(const crypto::Keyring& keys, std::string_view scope,
                                          std::string_view token) {
  if (token.empty()) return std::string();
  auto position = keys.Open(token, Context(scope));
  if (!position.ok()) return status::Error(status::kPageTokenInvalid, {.field = "page_token"});
  return position;
}

absl::StatusOr<int> CheckPageSize(int asked, int usual) {
  if (asked < 0 || asked > kMostPerPage) {
    return status::Error(status::kInvalidField,
                         {.field = "page_size", .text_vi = "Mỗi trang có từ 1 đến 1000 mục."});
  }
  return asked == 0 ? usual : asked;
}

}  // namespace tancua::rpc

#include "services/identity/domain/directory.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "common/status/error.h"
#include "common/status/macros.h"
#include "common/status/view.h"
#include "services/identity/domain/roles.h"
#include "services/identity/domain/short_text.h"

namespace tancua::identity::domain {
namespace {

constexpr std::size_t kShortestId = 2;
constexpr std::size_t kLongestId = 40;
constexpr int kLongestTitle = 200;

bool IsIdLetter(char c) { return absl::ascii_islower(c) || absl::ascii_isdigit(c) || c == '-'; }

}  // namespace

std::string PositionName(std::string_view ward, std::string_view id) {
  return absl::StrCat("wards/", View(ward), "/positions/", View(id));
}

absl::Status CheckDirectoryId(std::string_view id, const char* field) {
  if (id.size() >= kShortestId && id.size() <= kLongestId && absl::ascii_islower(id.front()) &&
      std::all_of(id.begin(), id.end(), IsIdLetter)) {
    return absl::OkStatus();
  }
  return status::Error(status::kInvalidField,
                       {.field = field,
                        .text_vi = "Mã gồm 2 đến 40 chữ thường không dấu, chữ số và dấu gạch nối, "
                                   "bắt đầu bằng một chữ."});
}

absl::StatusOr<std::string> CheckTitle(std::string_view title, const char* field) {
  return CheckShortText(title, kLongestTitle, field);
}

absl::Status CheckRoles(std::string_view ward, const std::vector<std::string>& roles,
                        const char* field) {
  const std::string foreign = FirstForeignRole(ward, roles);
  if (foreign.empty()) return absl::OkStatus();
  return status::Error(status::kInvalidField,
                       {.field = field,
                        .metadata = {{"role", foreign}},
                        .text_vi = "Vai trò không dùng được cho đơn vị này."});
}

}  // namespace tancua::identity::domain

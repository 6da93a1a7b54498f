#include "services/dossier/domain/assignment.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "common/status/view.h"
#include "services/dossier/domain/errors.h"

namespace tancua::dossier::domain {
namespace {

constexpr std::size_t kLongestId = 40;

bool IsPositionLetter(char c) {
  return absl::ascii_islower(c) || absl::ascii_isdigit(c) || c == '-';
}

}  // namespace

absl::Status CheckPosition(std::string_view position, std::string_view ward) {
  const std::string collection = absl::StrCat("wards/", View(ward), "/positions/");
  if (position.starts_with(collection)) {
    const std::string_view id = position.substr(collection.size());
    if (!id.empty() && id.size() <= kLongestId &&
        std::all_of(id.begin(), id.end(), IsPositionLetter)) {
      return absl::OkStatus();
    }
  }
  return status::Error(kPositionInvalid, {.field = "position"});
}

}  // namespace tancua::dossier::domain

#include "services/identity/domain/short_text.h"

#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "common/status/error.h"
#include "common/text/text.h"

namespace tancua::identity::domain {

absl::StatusOr<std::string> CheckShortText(std::string_view text, std::size_t most,
                                           const char* field) {
  auto composed = text::Nfc(text);
  if (!composed.ok()) {
    return status::Error(status::kInvalidField,
                         {.field = field, .text_vi = std::string(composed.status().message())});
  }
  absl::StripAsciiWhitespace(&*composed);
  if (composed->empty() || text::CodePoints(*composed) > most) {
    return status::Error(
        status::kInvalidField,
        {.field = field, .text_vi = absl::StrCat("Cần từ 1 đến ", most, " ký tự.")});
  }
  return *std::move(composed);
}

}  // namespace tancua::identity::domain

#include "services/identity/domain/activation.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "common/status/error.h"

namespace tancua::identity::domain {
namespace {

constexpr std::size_t kLongestCode = 40;

bool IsCodeLetter(char c) {
  return absl::ascii_islower(c) || absl::ascii_isdigit(c) || c == '-' || c == '.';
}

}  // namespace

absl::Status CheckCampaignCode(std::string_view code, bool optional, const char* field) {
  const bool good = !code.empty() && code.size() <= kLongestCode &&
                    std::all_of(code.begin(), code.end(), IsCodeLetter);
  if (good || (code.empty() && optional)) return absl::OkStatus();
  return status::Error(status::kInvalidField,
                       {.field = field,
                        .text_vi = "Mã gồm 1 đến 40 chữ thường không dấu, chữ số, dấu chấm và dấu "
                                   "gạch nối."});
}

}  // namespace tancua::identity::domain

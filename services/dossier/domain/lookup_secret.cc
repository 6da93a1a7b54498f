#include "services/dossier/domain/lookup_secret.h"

#include "absl/strings/ascii.h"
#include "absl/strings/strip.h"
#include "common/status/view.h"

namespace tancua::dossier::domain {

std::string NormaliseLookupSecret(std::string_view typed) {
  std::string secret;
  for (const char c : typed) {
    if (!absl::ascii_isspace(c) && c != '-') secret.push_back(absl::ascii_toupper(c));
  }
  return secret;
}

std::string NormaliseTypedCode(std::string_view typed) {
  absl::string_view code = absl::StripAsciiWhitespace(View(typed));
  absl::ConsumePrefix(&code, "dossiers/");
  return absl::AsciiStrToUpper(code);
}

}  // namespace tancua::dossier::domain

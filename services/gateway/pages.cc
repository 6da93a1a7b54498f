#include "services/gateway/pages.h"

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "common/crypto/digest.h"

namespace tancua::gateway {

std::string SurveyPage() {
  std::string page(SurveyForm());
  page += "<script>";
  page += SurveyScript();
  page += "</script>\n</html>\n";
  return page;
}

std::string ContentSecurityPolicy() {
  return absl::StrCat("default-src 'none'; script-src 'sha256-",
                      absl::Base64Escape(crypto::Sha256(SurveyScript())),
                      "'; connect-src 'self'; style-src 'unsafe-inline'; base-uri 'none';"
                      " form-action 'none'; frame-ancestors 'none'");
}

}  // namespace tancua::gateway

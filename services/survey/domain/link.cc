#include "services/survey/domain/link.h"

#include "absl/strings/str_cat.h"
#include "common/status/view.h"

namespace tancua::survey::domain {
namespace {

constexpr std::size_t kLongestBaseUrl = 38;

}  // namespace

std::string NewToken(Ids& ids) { return ids.NewReadableSecret(kTokenLength); }

std::string Link(std::string_view public_base_url, std::string_view token) {
  return absl::StrCat(View(public_base_url), "/s/", View(token));
}

absl::Status CheckPublicBaseUrl(std::string_view url) {
  if (!url.starts_with("https://") && !url.starts_with("http://")) {
    return absl::InvalidArgumentError("survey.public_base_url must begin with https:// or http://");
  }
  if (url.ends_with('/')) {
    return absl::InvalidArgumentError("survey.public_base_url must not end with a slash");
  }
  if (url.size() > kLongestBaseUrl) {
    return absl::InvalidArgumentError(
        absl::StrCat("survey.public_base_url has more than ", kLongestBaseUrl,
                     " characters: the link would not fit into one SMS beside the text"));
  }
  return absl::OkStatus();
}

}  // namespace tancua::survey::domain

#include "services/dossier/domain/attachment_rules.h"

#include <algorithm>
#include <string>

#include "absl/strings/ascii.h"
#include "common/status/error.h"
#include "common/status/view.h"
#include "services/dossier/domain/errors.h"

namespace tancua::dossier::domain {
namespace {

constexpr std::string_view kAccepted[] = {"application/pdf", "image/jpeg", "image/png"};

// "Image/JPG; name=a" → "image/jpeg".
std::string Bare(std::string_view type) {
  const absl::string_view word = View(type.substr(0, type.find(';')));
  std::string bare = absl::AsciiStrToLower(absl::StripAsciiWhitespace(word));
  return bare == "image/jpg" ? "image/jpeg" : bare;
}

}  // namespace

absl::Status CheckAttachmentSize(std::int64_t bytes, std::int64_t limit) {
  if (bytes == 0) return status::Error(kAttachmentEmpty, {.field = "content"});
  if (bytes <= limit) return absl::OkStatus();
  return status::Error(kAttachmentTooLarge,
                       {.field = "content", .metadata = {{"limit_bytes", std::to_string(limit)}}});
}

absl::Status CheckAttachmentType(std::string_view real, std::string_view claimed) {
  const std::string claim = Bare(claimed);
  const bool accepted =
      std::find(std::begin(kAccepted), std::end(kAccepted), real) != std::end(kAccepted);
  const bool honest = claim.empty() || claim == "application/octet-stream" || claim == real;
  if (accepted && honest) return absl::OkStatus();
  return status::Error(kAttachmentTypeRefused,
                       {.field = "content", .metadata = {{"real_type", std::string(real)}}});
}

}  // namespace tancua::dossier::domain

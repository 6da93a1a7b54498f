#include "services/dossier/api/claim_papers.h"

#include <algorithm>
#include <string>

#include "absl/strings/str_cat.h"
#include "common/status/error.h"
#include "services/dossier/domain/errors.h"
#include "services/dossier/store/attachments.h"

namespace tancua::dossier::api {
namespace {

bool Accepts(const domain::Procedure& procedure, std::string_view paper_id,
             const std::string& mime_type) {
  return std::any_of(procedure.papers.begin(), procedure.papers.end(), [&](const auto& asked) {
    const auto& types = asked.mime_types;
    return asked.id == paper_id && std::find(types.begin(), types.end(), mime_type) != types.end();
  });
}

}  // namespace

absl::Status ClaimPapers(sql::Session& tx, const Claim& claim,
                         const std::vector<domain::Paper>& papers) {
  for (std::size_t i = 0; i < papers.size(); ++i) {
    const auto mime_type =
        store::ClaimAttachment(tx, papers[i], claim.uploader, claim.dossier, claim.time);
    const std::string field = absl::StrCat("papers[", i, "].attachment");
    if (!mime_type.ok() && status::Is(mime_type.status(), kAttachmentNotFound)) {
      return status::Error(kAttachmentNotFound, {.field = field});
    }
    if (!mime_type.ok()) return mime_type.status();
    if (!Accepts(claim.procedure, papers[i].id, *mime_type)) {
      return status::Error(kAttachmentTypeRefused,
                           {.field = field, .metadata = {{"real_type", *mime_type}}});
    }
  }
  return absl::OkStatus();
}

}  // namespace tancua::dossier::api

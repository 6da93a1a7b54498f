#include "services/dossier/workers/expire_attachments.h"

#include <vector>

#include "common/status/macros.h"
#include "services/dossier/store/attachments.h"

namespace tancua::dossier::workers {
namespace {

constexpr int kBatch = 100;
constexpr int kParts = 256;
constexpr char kWriteKey[] = "expire_attachments";

}  // namespace

absl::StatusOr<int> ExpireAttachments::RunOnce() {
  ASSIGN_OR_RETURN(const std::vector<store::Expired> expired,
                   deps_.database.Write(kWriteKey, [&](sql::Session& tx) {
                     return store::DeleteExpired(tx, deps_.clock.Now(), kBatch);
                   }));
  // After the commit: a blob that stays behind when this fails is swept later.
  for (const store::Expired& attachment : expired) {
    RETURN_IF_ERROR(deps_.blobs.Delete({.sha256 = attachment.sha256, .id = attachment.id}));
  }
  const int count = static_cast<int>(expired.size());
  deps_.metrics.CountExpiredAttachments(count);
  return count;
}

absl::StatusOr<int> SweepBlobs::RunOnce() {
  // Younger blobs may belong to an upload under way.
  const absl::Time before = deps_.clock.Now() - deps_.config.attachment_validity;
  ASSIGN_OR_RETURN(const std::vector<blobs::BlobName> old, deps_.blobs.ListOld(part_, before));
  part_ = (part_ + 1) % kParts;
  int deleted = 0;
  for (const blobs::BlobName& name : old) {
    ASSIGN_OR_RETURN(const bool named, deps_.database.Read([&](sql::Session& tx) {
      return store::AttachmentExists(tx, name.id);
    }));
    if (named) continue;
    RETURN_IF_ERROR(deps_.blobs.Delete(name));
    ++deleted;
  }
  return deleted;
}

}  // namespace tancua::dossier::workers

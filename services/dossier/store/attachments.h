#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/sql/session.h"
#include "services/dossier/domain/filing_rules.h"

// The table attachments. Every function runs in the caller's transaction.
namespace tancua::dossier::store {

struct Attachment {
  std::string id;        // uuid
  std::string uploader;  // "citizens/{uuid}" or "officers/{uuid}"
  std::string mime_type;
  std::int64_t size_bytes = 0;
  std::string sha256;
  absl::Time expire_time;
};

[[nodiscard]] absl::Status AddAttachment(sql::Session& tx, const Attachment& attachment);

// Makes an attachment of `uploader` a paper of the dossier and returns its MIME type.
// ATTACHMENT_NOT_FOUND when it is somebody else's, in a dossier already, expired or unknown.
[[nodiscard]] absl::StatusOr<std::string> ClaimAttachment(sql::Session& tx,
                                                          const domain::Paper& paper,
                                                          std::string_view uploader,
                                                          std::string_view dossier, absl::Time now);

// Takes the present papers with that id out of the dossier; they are kept as replaced.
[[nodiscard]] absl::Status ReplacePapers(sql::Session& tx, std::string_view dossier,
                                         std::string_view paper_id, absl::Time now);

// The present papers of a dossier, by paper id, then by time of upload.
[[nodiscard]] absl::StatusOr<std::vector<domain::Paper>> LoadPapers(sql::Session& tx,
                                                                    std::string_view dossier);

// Deletes up to `limit` attachments that no dossier named in time; returns whose blobs are left.
struct Expired {
  std::string sha256;
  std::string id;
};
[[nodiscard]] absl::StatusOr<std::vector<Expired>> DeleteExpired(sql::Session& tx, absl::Time now,
                                                                 int limit);

// A file of a dossier, also one that a supplement has replaced.
struct FiledAttachment {
  std::string id;
  std::string paper_id;
  std::string mime_type;
  std::int64_t size_bytes = 0;
  std::string sha256;
};
// ATTACHMENT_NOT_FOUND when the dossier has none of this id.
[[nodiscard]] absl::StatusOr<FiledAttachment> LoadFiledAttachment(sql::Session& tx,
                                                                  std::string_view dossier,
                                                                  std::string_view id);

[[nodiscard]] absl::StatusOr<bool> AttachmentExists(sql::Session& tx, std::string_view id);

}  // namespace tancua::dossier::store

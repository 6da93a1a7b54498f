#include "services/dossier/store/attachments.h"

#include <optional>

#include "common/status/error.h"
#include "common/status/macros.h"
#include "services/dossier/domain/errors.h"

namespace tancua::dossier::store {
namespace {

constexpr char kAddAttachment[] =
    "INSERT INTO attachments (id, uploader, mime_type, size_bytes, sha256, expire_time) "
    "VALUES (:id, :uploader, :mime_type, :size_bytes, :sha256, :expire_time)";

constexpr char kClaim[] =
    "UPDATE attachments SET dossier = :dossier, paper_id = :paper_id "
    "WHERE id = :id AND uploader = :uploader AND dossier IS NULL AND expire_time > :now "
    "RETURNING mime_type";

constexpr char kReplace[] =
    "UPDATE attachments SET replace_time = :now "
    "WHERE dossier = :dossier AND paper_id = :paper_id AND replace_time IS NULL";

constexpr char kLoadPapers[] =
    "SELECT paper_id, id FROM attachments "
    "WHERE dossier = :dossier AND replace_time IS NULL ORDER BY paper_id, id";

constexpr char kLoadFiled[] =
    "SELECT id, paper_id, mime_type, size_bytes, sha256 FROM attachments "
    "WHERE id = :id AND dossier = :dossier";

constexpr char kDeleteExpired[] =
    "DELETE FROM attachments WHERE id IN (SELECT id FROM attachments "
    "WHERE dossier IS NULL AND expire_time <= :now ORDER BY expire_time LIMIT :limit) "
    "AND dossier IS NULL RETURNING sha256, id";

constexpr char kExists[] = "SELECT 1 FROM attachments WHERE id = :id";

}  // namespace

absl::Status AddAttachment(sql::Session& tx, const Attachment& a) {
  return tx.Post(kAddAttachment,
                 {a.id, a.uploader, a.mime_type, a.size_bytes, a.sha256, a.expire_time});
}

absl::StatusOr<std::string> ClaimAttachment(sql::Session& tx, const domain::Paper& paper,
                                            std::string_view uploader, std::string_view dossier,
                                            absl::Time now) {
  std::optional<std::string> mime_type;
  RETURN_IF_ERROR(tx.Query(kClaim, {dossier, paper.id, paper.attachment, uploader, now},
                           [&](const sql::Row& row) { mime_type = row.Text(0); }));
  if (!mime_type) return status::Error(kAttachmentNotFound);
  return *mime_type;
}

absl::Status ReplacePapers(sql::Session& tx, std::string_view dossier, std::string_view paper_id,
                           absl::Time now) {
  return tx.Post(kReplace, {now, dossier, paper_id});
}

absl::StatusOr<std::vector<domain::Paper>> LoadPapers(sql::Session& tx, std::string_view dossier) {
  std::vector<domain::Paper> papers;
  RETURN_IF_ERROR(tx.Query(kLoadPapers, {dossier}, [&](const sql::Row& row) {
    papers.push_back({.id = row.Text(0), .attachment = row.Text(1)});
  }));
  return papers;
}

absl::StatusOr<std::vector<Expired>> DeleteExpired(sql::Session& tx, absl::Time now, int limit) {
  std::vector<Expired> expired;
  RETURN_IF_ERROR(tx.Query(kDeleteExpired, {now, limit}, [&](const sql::Row& row) {
    expired.push_back({.sha256 = row.Text(0), .id = row.Text(1)});
  }));
  return expired;
}

absl::StatusOr<FiledAttachment> LoadFiledAttachment(sql::Session& tx, std::string_view dossier,
                                                    std::string_view id) {
  std::optional<FiledAttachment> found;
  RETURN_IF_ERROR(tx.Query(kLoadFiled, {id, dossier}, [&](const sql::Row& row) {
    found = FiledAttachment{.id = row.Text(0),
                            .paper_id = row.Text(1),
                            .mime_type = row.Text(2),
                            .size_bytes = row.Int(3),
                            .sha256 = row.Text(4)};
  }));
  if (!found) return status::Error(kAttachmentNotFound, {.field = "name"});
  return *std::move(found);
}

absl::StatusOr<bool> AttachmentExists(sql::Session& tx, std::string_view id) {
  bool exists = false;
  RETURN_IF_ERROR(tx.Query(kExists, {id}, [&](const sql::Row&) { exists = true; }));
  return exists;
}

}  // namespace tancua::dossier::store

#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "common/status/macros.h"
#include "services/dossier/api/procedures.h"
#include "services/dossier/blobs/mime_type.h"
#include "services/dossier/domain/attachment_rules.h"
#include "services/dossier/store/attachments.h"
#include "services/dossier/wire.h"

namespace tancua::dossier::api {
namespace {

using Requests = rpc::Reader<pb::UploadAttachmentRequest>;

// What is known of a file when all of it has arrived.
struct Received {
  std::string claimed_type;
  std::string beginning;  // as much as the MIME type is told from
  std::int64_t bytes = 0;
};

// Passes the stream on to `writer` piece by piece; stops at the first byte past `limit`.
absl::StatusOr<Received> Receive(Requests& requests, blobs::BlobWriter& writer,
                                 std::int64_t limit) {
  Received received;
  pb::UploadAttachmentRequest request;
  for (bool first = true;; first = false) {
    ASSIGN_OR_RETURN(const bool more, requests.Next(request));
    if (!more) break;
    if (first) received.claimed_type = request.content().content_type();
    const std::string& piece = request.content().data();
    received.bytes += static_cast<std::int64_t>(piece.size());
    if (received.bytes > limit) break;
    const std::size_t wanted = blobs::kMimeTypeBytes - received.beginning.size();
    received.beginning.append(piece, 0, wanted);
    RETURN_IF_ERROR(writer.Write(piece));
  }
  RETURN_IF_ERROR(domain::CheckAttachmentSize(received.bytes, limit));
  return received;
}

absl::Status Save(const Deps& deps, const store::Attachment& attachment) {
  return deps.database.Write(
      attachment.uploader, [&](sql::Session& tx) { return store::AddAttachment(tx, attachment); });
}

pb::Attachment ToProto(const store::Attachment& attachment) {
  pb::Attachment out;
  out.set_name(absl::StrCat("attachments/", attachment.id));
  out.set_mime_type(attachment.mime_type);
  out.set_size_bytes(attachment.size_bytes);
  out.set_sha256(attachment.sha256);
  *out.mutable_expire_time() = wire::ToProto(attachment.expire_time);
  return out;
}

absl::StatusOr<pb::Attachment> Upload(const Deps& deps, const rpc::Call& call, Requests& requests) {
  store::Attachment attachment{.id = deps.ids.NewUuid(), .uploader = call.caller.subject};
  ASSIGN_OR_RETURN(const std::unique_ptr<blobs::BlobWriter> writer,
                   deps.blobs.Create(attachment.id));
  ASSIGN_OR_RETURN(const Received received,
                   Receive(requests, *writer, deps.config.attachment_limit_bytes));
  attachment.size_bytes = received.bytes;
  ASSIGN_OR_RETURN(attachment.mime_type, blobs::MimeTypeOf(received.beginning));
  RETURN_IF_ERROR(domain::CheckAttachmentType(attachment.mime_type, received.claimed_type));
  ASSIGN_OR_RETURN(attachment.sha256, writer->Finish());
  // The content first: a row never names a blob that is not there. A blob without a row, should
  // the process die in between, is found by the expiry worker.
  RETURN_IF_ERROR(writer->Commit());
  attachment.expire_time = deps.clock.Now() + deps.config.attachment_validity;
  RETURN_IF_ERROR(Save(deps, attachment));
  return ToProto(attachment);
}

}  // namespace

absl::StatusOr<pb::Attachment> UploadAttachment(const Deps& deps, const rpc::Call& call,
                                                Requests& requests) {
  auto attachment = Upload(deps, call, requests);
  deps.metrics.CountUpload(attachment.ok() ? Metrics::Upload::kStored : Metrics::Upload::kRefused,
                           attachment.ok() ? attachment->size_bytes() : 0);
  return attachment;
}

}  // namespace tancua::dossier::api

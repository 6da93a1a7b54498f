#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/status/error.h"
#include "common/status/macros.h"
#include "services/dossier/api/access.h"
#include "services/dossier/api/dossier_view.h"
#include "services/dossier/api/procedures.h"
#include "services/dossier/domain/errors.h"
#include "services/dossier/store/attachments.h"
#include "services/dossier/store/dossiers.h"

namespace tancua::dossier::api {
namespace {

using rest::v1::RawBody;

constexpr std::string_view kAttachments = "/attachments/";

// What is asked for, when the caller may read it.
struct Paper {
  domain::Dossier dossier;
  store::FiledAttachment file;
};

absl::StatusOr<Paper> FindPaper(const Deps& deps, const rpc::Call& call, const std::string& name) {
  const std::size_t at = name.find(kAttachments);
  if (at == std::string::npos) return status::Error(kAttachmentNotFound, {.field = "name"});
  ASSIGN_OR_RETURN(const std::string code, CodeOf(name.substr(0, at)));
  const std::string id = name.substr(at + kAttachments.size());
  return deps.database.Read([&](sql::Session& tx) -> absl::StatusOr<Paper> {
    Paper paper;
    ASSIGN_OR_RETURN(paper.dossier, store::Load(tx, deps.keys, code));
    RETURN_IF_ERROR(RequireAccess(call, paper.dossier));
    ASSIGN_OR_RETURN(paper.file, store::LoadFiledAttachment(tx, code, id));
    return paper;
  });
}

// What the person will find among their files: "application_form.pdf".
std::string FileNameOf(const store::FiledAttachment& file) {
  const std::string& type = file.mime_type;
  const char* ending = type == "application/pdf" ? ".pdf"
                       : type == "image/jpeg"    ? ".jpg"
                       : type == "image/png"     ? ".png"
                                                 : "";
  return absl::StrCat(file.paper_id, ending);
}

absl::Status Send(const Deps& deps, const store::FiledAttachment& file,
                  rpc::Writer<RawBody>& answers) {
  RawBody piece;
  piece.set_content_type(file.mime_type);
  piece.set_size_bytes(file.size_bytes);
  piece.set_file_name(FileNameOf(file));
  return deps.blobs.Read({.sha256 = file.sha256, .id = file.id}, [&](std::string_view data) {
    piece.set_data(std::string(data));
    absl::Status written = answers.Write(piece);
    piece.Clear();  // only the first one says what the file is
    return written;
  });
}

}  // namespace

absl::Status DownloadAttachment(const Deps& deps, const rpc::Call& call,
                                const pb::DownloadAttachmentRequest& request,
                                rpc::Writer<RawBody>& answers) {
  ASSIGN_OR_RETURN(const Paper paper, FindPaper(deps, call, request.name()));
  RETURN_IF_ERROR(RecordRead(deps, call, audit::v1::DOWNLOADED, paper.dossier));
  return Send(deps, paper.file, answers);
}

}  // namespace tancua::dossier::api

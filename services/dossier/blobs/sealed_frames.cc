#include "services/dossier/blobs/sealed_frames.h"

#include "absl/strings/str_cat.h"
#include "common/status/macros.h"

namespace tancua::dossier::blobs {
namespace {

std::string FrameContext(const std::string& blob_id, int frame, bool last) {
  return absl::StrCat("blobs.", blob_id, ".", frame, last ? ".last" : ".more");
}

}  // namespace

std::string FrameSealer::Add(std::string_view piece) {
  std::string lines;
  pending_.append(piece);
  std::size_t at = 0;
  for (; pending_.size() - at > kFrameBytes; at += kFrameBytes) {
    const std::string_view frame = std::string_view(pending_).substr(at, kFrameBytes);
    absl::StrAppend(&lines, keys_.Seal(frame, FrameContext(blob_id_, frame_++, false)), "\n");
  }
  pending_.erase(0, at);
  return lines;
}

std::string FrameSealer::Finish() {
  return keys_.Seal(pending_, FrameContext(blob_id_, frame_, true)) + "\n";
}

absl::Status FrameOpener::Open(std::string_view line, bool last,
                               absl::FunctionRef<absl::Status(std::string_view)> piece) {
  ASSIGN_OR_RETURN(const std::string plain,
                   keys_.Open(line, FrameContext(blob_id_, frame_++, last)));
  return piece(plain);
}

}  // namespace tancua::dossier::blobs

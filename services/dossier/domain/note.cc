#include "services/dossier/domain/note.h"

#include <utility>

#include "absl/strings/ascii.h"
#include "common/status/error.h"
#include "common/text/text.h"

namespace tancua::dossier::domain {
namespace {

constexpr std::size_t kMostCodePoints = 2000;

absl::Status Invalid(std::string text_vi) {
  return status::Error(status::kInvalidField, {.field = "note", .text_vi = std::move(text_vi)});
}

}  // namespace

absl::StatusOr<std::string> CheckNote(std::string_view note, NoteNeed need) {
  auto composed = text::Nfc(note);
  if (!composed.ok()) return Invalid(std::string(composed.status().message()));
  absl::StripAsciiWhitespace(&*composed);
  if (composed->empty() && need == NoteNeed::kRequired)
    return Invalid("Cần ghi rõ nội dung và lý do.");
  if (text::CodePoints(*composed) > kMostCodePoints) {
    return Invalid("Nội dung dài quá 2000 ký tự.");
  }
  return *std::move(composed);
}

}  // namespace tancua::dossier::domain

#include "services/dossier/blobs/mime_type.h"

#include <magic.h>

#include <memory>

namespace tancua::dossier::blobs {
namespace {

struct CloseMagic {
  void operator()(magic_set* cookie) const { magic_close(cookie); }
};

// A cookie is not thread-safe and takes milliseconds to load: each thread keeps one.
magic_t ThreadCookie() {
  thread_local const std::unique_ptr<magic_set, CloseMagic> cookie([] {
    magic_t opened = magic_open(MAGIC_MIME_TYPE | MAGIC_NO_CHECK_COMPRESS);
    if (opened != nullptr && magic_load(opened, nullptr) != 0) {
      magic_close(opened);
      opened = nullptr;
    }
    return opened;
  }());
  return cookie.get();
}

}  // namespace

absl::StatusOr<std::string> MimeTypeOf(std::string_view beginning) {
  magic_t cookie = ThreadCookie();
  if (cookie == nullptr) return absl::InternalError("libmagic cannot load its data");
  beginning = beginning.substr(0, kMimeTypeBytes);
  const char* type = magic_buffer(cookie, beginning.data(), beginning.size());
  if (type == nullptr) return absl::InternalError("libmagic failed");
  // libmagic also finds a PDF header further inside, behind whatever a sender put before it.
  constexpr std::string_view kPdf = "application/pdf";
  if (type == kPdf && beginning.substr(0, 5) != "%PDF-") return "application/octet-stream";
  return std::string(type);
}

}  // namespace tancua::dossier::blobs

#include "services/identity/signing_key.h"

#include <fcntl.h>
#include <unistd.h>

#include <fstream>
#include <iterator>

#include "common/jose/jwt.h"
#include "common/status/macros.h"

namespace tancua::identity {
namespace {

// Another process of the same folder may do this at the same moment: whoever links first wins.
absl::Status WriteOnce(const std::string& path, const std::string& text) {
  const std::string draft = path + "." + std::to_string(getpid());
  const int file = open(draft.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  const bool written = file >= 0 &&
                       write(file, text.data(), text.size()) == static_cast<ssize_t>(text.size()) &&
                       fsync(file) == 0;
  if (file >= 0) close(file);
  const bool linked = written && (link(draft.c_str(), path.c_str()) == 0 || errno == EEXIST);
  unlink(draft.c_str());
  return linked ? absl::OkStatus() : absl::UnavailableError(path + " cannot be written");
}

}  // namespace

absl::StatusOr<std::string> DevelopmentSigningKey(const std::string& data_dir) {
  const std::string path = data_dir + "/identity-signing-key.pem";
  if (access(path.c_str(), F_OK) != 0) {
    RETURN_IF_ERROR(WriteOnce(path, jose::GenerateEs256Pem()));
  }
  std::ifstream in(path);
  std::string pem{std::istreambuf_iterator<char>(in), {}};
  if (pem.empty()) return absl::UnavailableError(path + " cannot be read");
  return pem;
}

}  // namespace tancua::identity

#include "services/admin/backup/blobs.h"

#include <array>
#include <filesystem>
#include <fstream>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/crypto/digest.h"
#include "common/status/macros.h"

namespace tancua::admin::backup {
namespace {

namespace fs = std::filesystem;

absl::StatusOr<std::string> Sha256OfFile(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return absl::DataLossError(absl::StrCat(path, " is missing"));
  crypto::Sha256Stream sha256;
  std::array<char, 65536> piece{};
  while (in.read(piece.data(), piece.size()) || in.gcount() > 0) {
    sha256.Add({piece.data(), static_cast<std::size_t>(in.gcount())});
  }
  return sha256.FinishHex();
}

// A second name of the same file costs nothing, and the file behind it never changes: attachments
// are replaced by renaming. Across file systems it is a copy.
absl::Status TakeHold(const fs::path& from, const fs::path& to) {
  std::error_code error;
  fs::create_directories(to.parent_path(), error);
  fs::create_hard_link(from, to, error);
  if (error == std::errc::cross_device_link || error == std::errc::operation_not_permitted) {
    fs::copy_file(from, to, error);
  }
  if (!error || error == std::errc::no_such_file_or_directory) return absl::OkStatus();
  return absl::UnavailableError(absl::StrCat("cannot copy ", from.string(), ": ", error.message()));
}

}  // namespace

absl::StatusOr<Blobs> CopyBlobs(const std::string& folder, const std::string& copy) {
  std::error_code error;
  fs::create_directories(copy, error);
  Blobs blobs;
  for (auto it = fs::recursive_directory_iterator(folder, error);
       !error && it != fs::recursive_directory_iterator(); it.increment(error)) {
    const std::string path = fs::relative(it->path(), folder).string();
    if (it->is_directory() || absl::StartsWith(path, "incoming/")) continue;
    const fs::path held = fs::path(copy) / path;
    RETURN_IF_ERROR(TakeHold(it->path(), held));
    if (!fs::exists(held)) continue;
    ASSIGN_OR_RETURN(blobs[path], Sha256OfFile(held.string()));
  }
  if (!error || !fs::exists(folder)) return blobs;
  return absl::UnavailableError(absl::StrCat("cannot read ", folder, ": ", error.message()));
}

absl::Status CheckBlobs(const Blobs& expected, const std::string& folder) {
  for (const auto& [path, sha256] : expected) {
    ASSIGN_OR_RETURN(const std::string found, Sha256OfFile(absl::StrCat(folder, "/", path)));
    if (found != sha256) return absl::DataLossError(absl::StrCat("attachment ", path, " differs"));
  }
  return absl::OkStatus();
}

}  // namespace tancua::admin::backup

#include "services/dossier/blobs/blob_place.h"

#include <filesystem>
#include <fstream>
#include <functional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "common/crypto/digest.h"
#include "common/status/macros.h"
#include "services/dossier/blobs/durable_file.h"
#include "services/dossier/blobs/sealed_frames.h"

namespace tancua::dossier::blobs {
namespace {

namespace fs = std::filesystem;

constexpr int kParts = 256;
constexpr int kBatch = 10;  // files: a stop waits for them

class BlobPlace final : public rotation::Place {
 public:
  BlobPlace(std::string root, const crypto::Keyring& keys, Ids& ids)
      : root_(std::move(root)), keys_(keys), ids_(ids) {}

  const std::string& name() const override { return name_; }

  absl::StatusOr<std::int64_t> CountUnder(const std::string& key_id) override {
    return Count([&](const fs::path& file) { return IsUnder(file, key_id); });
  }
  absl::StatusOr<std::int64_t> CountOthers(const std::string& key_id) override {
    return Count([&](const fs::path& file) { return !IsUnder(file, key_id); });
  }

  absl::StatusOr<Batch> MoveSome(const std::string& key_id) override {
    Batch batch;
    std::error_code error;
    for (const auto& file : fs::directory_iterator(Folder(part_), error)) {
      if (IsUnder(file.path(), key_id)) continue;
      // What is left of this part is done by the next call.
      if (batch.moved == kBatch) return batch;
      const absl::Status moved = Move(file.path());
      if (absl::IsUnavailable(moved)) return moved;
      if (absl::IsNotFound(moved)) continue;  // just deleted
      ++(moved.ok() ? batch.moved : batch.unreadable);
    }
    part_ = (part_ + 1) % kParts;
    batch.last = part_ == 0;
    return batch;
  }

 private:
  [[nodiscard]] std::string Folder(int part) const {
    return absl::StrFormat("%s/%02x", root_, part);
  }

  absl::StatusOr<std::int64_t> Count(const std::function<bool(const fs::path&)>& counts) const {
    std::int64_t count = 0;
    std::error_code error;
    for (int part = 0; part < kParts; ++part) {
      for (const auto& file : fs::directory_iterator(Folder(part), error)) {
        count += counts(file.path()) ? 1 : 0;
      }
      if (error && error != std::errc::no_such_file_or_directory) {
        return absl::UnavailableError(absl::StrCat(Folder(part), ": ", error.message()));
      }
    }
    // A slow upload may have begun under an old key; what it wrote so far cannot be moved.
    for (const auto& file : fs::directory_iterator(root_ + "/incoming", error)) {
      std::error_code gone;
      const auto size = fs::file_size(file.path(), gone);
      count += !gone && size > 0 && counts(file.path()) ? 1 : 0;
    }
    return count;
  }

  // By its first frame, the oldest.
  static bool IsUnder(const fs::path& file, const std::string& key_id) {
    const std::string prefix = rotation::PrefixOf(key_id);
    std::string beginning(prefix.size(), '\0');
    std::ifstream in(file, std::ios::binary);
    in.read(beginning.data(), static_cast<std::streamsize>(beginning.size()));
    return in && beginning == prefix;
  }

  // The name of a file is "<sha256>.<id>". A file that somebody deletes meanwhile comes back, and
  // is swept as one that no row names.
  [[nodiscard]] absl::Status Move(const fs::path& file) const {
    const std::string name = file.filename().string();
    const std::size_t dot = name.find('.');
    if (dot == std::string::npos) return absl::DataLossError("no name of a blob");
    std::ifstream in(file, std::ios::binary);
    if (!in) return absl::NotFoundError("no such blob");
    ASSIGN_OR_RETURN(DurableFile copy,
                     DurableFile::Create(absl::StrCat(root_, "/incoming/", ids_.NewUuid())));
    ASSIGN_OR_RETURN(const std::string sha256, Reseal(in, name.substr(dot + 1), copy));
    if (sha256 != name.substr(0, dot)) return absl::DataLossError("the blob is not what it was");
    return copy.MoveTo(file.string());
  }

  // Returns the SHA-256 of the content.
  absl::StatusOr<std::string> Reseal(std::ifstream& in, const std::string& id,
                                     DurableFile& copy) const {
    FrameOpener opener(keys_, id);
    FrameSealer sealer(keys_, id);
    crypto::Sha256Stream digest;
    std::string line;
    for (bool last = false; !last;) {
      if (!std::getline(in, line)) return absl::DataLossError("the blob ends too early");
      last = in.peek() == std::ifstream::traits_type::eof();
      RETURN_IF_ERROR(opener.Open(line, last, [&](std::string_view piece) {
        digest.Add(piece);
        return copy.Append(sealer.Add(piece));
      }));
    }
    RETURN_IF_ERROR(copy.Append(sealer.Finish()));
    return digest.FinishHex();
  }

  const std::string root_;
  const std::string name_ = "blobs";
  const crypto::Keyring& keys_;
  Ids& ids_;
  int part_ = 0;
};

}  // namespace

std::unique_ptr<rotation::Place> NewBlobPlace(std::string root, const crypto::Keyring& keys,
                                              Ids& ids) {
  return std::make_unique<BlobPlace>(std::move(root), keys, ids);
}

}  // namespace tancua::dossier::blobs

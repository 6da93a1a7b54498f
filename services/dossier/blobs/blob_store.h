#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"

// Where the content of attachments lies.
namespace tancua::dossier::blobs {

// Names a blob: by its content, and by the attachment it belongs to. Two people's equal files are
// kept apart, so that deleting the one never touches the other.
struct BlobName {
  std::string sha256;  // of the content, lower-case hexadecimal
  std::string id;      // uuid of the attachment
};

// A blob on its way in. Destroyed before Commit, it leaves nothing behind.
class BlobWriter {
 public:
  virtual ~BlobWriter() = default;
  [[nodiscard]] virtual absl::Status Write(std::string_view piece) = 0;
  // Ends the content and returns its SHA-256.
  [[nodiscard]] virtual absl::StatusOr<std::string> Finish() = 0;
  // Makes the finished blob durable under its name.
  [[nodiscard]] virtual absl::Status Commit() = 0;
};

// Errors: UNAVAILABLE when the place does not answer (a full disk, say), NOT_FOUND for a blob that
// is not there, DATA_LOSS for one that was changed or cut. Thread-safe.
class BlobStore {
 public:
  virtual ~BlobStore() = default;
  // `id`: the attachment that the blob will belong to.
  [[nodiscard]] virtual absl::StatusOr<std::unique_ptr<BlobWriter>> Create(
      const std::string& id) = 0;
  // Calls `piece` for the content, piece by piece; ends early with the error that it returns.
  using OnPiece = absl::FunctionRef<absl::Status(std::string_view)>;
  [[nodiscard]] virtual absl::Status Read(const BlobName& name, OnPiece piece) = 0;
  // OK also when it is not there.
  [[nodiscard]] virtual absl::Status Delete(const BlobName& name) = 0;
  // Blobs, and unfinished ones under an empty sha256, last written before `before`, in one of 256
  // parts of the store: for the search for blobs that no row names.
  [[nodiscard]] virtual absl::StatusOr<std::vector<BlobName>> ListOld(int part,
                                                                      absl::Time before) = 0;
};

}  // namespace tancua::dossier::blobs

#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "common/crypto/keyring.h"

// How a blob is sealed: frames of plain text, each sealed for its blob, its number and whether it
// is the last one, so that nothing can be cut off, added or exchanged.
namespace tancua::dossier::blobs {

class FrameSealer {
 public:
  static constexpr std::size_t kFrameBytes = 64 * 1024;

  FrameSealer(const crypto::Keyring& keys, std::string blob_id)
      : keys_(keys), blob_id_(std::move(blob_id)) {}

  // Takes a piece; returns the lines that are full now, "" when none is.
  [[nodiscard]] std::string Add(std::string_view piece);
  // The last line.
  [[nodiscard]] std::string Finish();

 private:
  const crypto::Keyring& keys_;
  const std::string blob_id_;
  std::string pending_;
  int frame_ = 0;
};

class FrameOpener {
 public:
  FrameOpener(const crypto::Keyring& keys, std::string blob_id)
      : keys_(keys), blob_id_(std::move(blob_id)) {}

  // Opens the next line, without its newline. DATA_LOSS when it is not the one that was written.
  // Ends with the error that `piece` returns.
  [[nodiscard]] absl::Status Open(std::string_view line, bool last,
                                  absl::FunctionRef<absl::Status(std::string_view)> piece);

 private:
  const crypto::Keyring& keys_;
  const std::string blob_id_;
  int frame_ = 0;
};

}  // namespace tancua::dossier::blobs

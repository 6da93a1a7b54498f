#pragma once

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "common/crypto/keyring.h"
#include "services/dossier/blobs/blob_store.h"

namespace tancua::dossier::blobs {

// Blobs as files: `<root>/<first two digits>/<sha256>.<id>`, while written `<root>/incoming/<id>`.
// A file is sealed in frames of 64 KiB, one line of text each; a frame that is changed, moved,
// left out or taken from another blob does not open. `keys` must outlive the store.
[[nodiscard]] absl::StatusOr<std::unique_ptr<BlobStore>> OpenDirectoryBlobStore(
    const std::string& root, const crypto::Keyring& keys);

}  // namespace tancua::dossier::blobs

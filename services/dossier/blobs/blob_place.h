#pragma once

#include <memory>
#include <string>

#include "common/crypto/keyring.h"
#include "common/id/ids.h"
#include "common/rotation/place.h"

namespace tancua::dossier::blobs {

// The blobs of a directory store, as a place whose values follow the keys: a file is written anew
// beside the old one, compared with its digest, and takes its name. Everything must outlive it.
[[nodiscard]] std::unique_ptr<rotation::Place> NewBlobPlace(std::string root,
                                                            const crypto::Keyring& keys, Ids& ids);

}  // namespace tancua::dossier::blobs

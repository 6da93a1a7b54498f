#pragma once

#include <map>
#include <string>

#include "common/crypto/keyring.h"
#include "common/rotation/rotation.h"

namespace tancua::runtime {

// What /keys answers: which key seals, what is still to be moved, and which lines of the file of
// field keys no value of this process's services stands under any more. Ids only, no secret.
[[nodiscard]] std::string KeyReport(const crypto::KeyIds& field_keys,
                                    const crypto::KeyIds& event_keys,
                                    const std::map<std::string, rotation::Progress>& services);

}  // namespace tancua::runtime

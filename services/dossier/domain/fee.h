#pragma once

#include <cstdint>

#include "services/dossier/domain/channel.h"
#include "services/dossier/domain/procedure.h"

namespace tancua::dossier::domain {

// What a form asks for, where the fee depends on it.
struct Quantities {
  std::int64_t copies = 1;
  std::int64_t pages = 1;
};

// What is owed for one dossier, in đồng.
[[nodiscard]] std::int64_t FeeVnd(const Fee& fee, Channel channel, Quantities quantities);

}  // namespace tancua::dossier::domain

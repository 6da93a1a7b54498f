#pragma once

#include <vector>

#include "services/admin/procedures/plan.h"

namespace tancua::admin::procedures {

// What differs, by code and first day. The texts are those that the catalogues were read from.
[[nodiscard]] std::vector<Change> Compare(const Catalogue& before, const Texts& before_texts,
                                          const Catalogue& after, const Texts& after_texts);

}  // namespace tancua::admin::procedures

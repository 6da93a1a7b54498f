#pragma once

#include "common/config/binder.h"

namespace tancua::statistics {

struct Config {
  bool recount = false;
};

inline void Bind(config::Binder& binder, Config& config) {
  binder.Value("recount", config.recount,
               "count every ward anew from the facts after this start, beside normal work");
}

}  // namespace tancua::statistics

#pragma once

#include <string>

#include "common/config/binder.h"

namespace tancua::survey {

struct Config {
  std::string public_base_url = "http://localhost:8080";
};

inline void Bind(config::Binder& binder, Config& config) {
  binder.Value("public_base_url", config.public_base_url,
               "what a survey link begins with, as citizens reach the gateway; at most 38 "
               "characters, so that the link fits into one SMS");
}

}  // namespace tancua::survey

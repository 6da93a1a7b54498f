#pragma once

#include <string>

#include "common/config/binder.h"

namespace tancua::survey {

struct Config {
  std::string public_base_url = "http://localhost:8080";
  std::string retention = {};  // empty: the classes that come with the suite
};

inline void Bind(config::Binder& binder, Config& config) {
  binder.Value("public_base_url", config.public_base_url,
               "what a survey link begins with, as citizens reach the gateway; at most 38 "
               "characters, so that the link fits into one SMS");
  binder.Value("retention", config.retention,
               "file of the retention classes; empty: the built-in one");
}

}  // namespace tancua::survey

#pragma once

#include <string>

#include "common/config/binder.h"

namespace tancua::identity {

struct PrivacyConfig {
  std::string purposes;   // empty: the purposes that come with the suite
  std::string terms;      // empty: the terms that come with the suite
  std::string calendar;   // empty: the calendar that comes with the suite
  std::string retention;  // empty: the classes that come with the suite
};

inline void Bind(config::Binder& b, PrivacyConfig& c) {
  b.Value("purposes", c.purposes, "file of the purposes of data use; empty: the built-in one");
  b.Value("terms", c.terms, "file of the terms of data requests; empty: the built-in one");
  b.Value("calendar", c.calendar, "file of the working calendar; empty: the built-in one");
  b.Value("retention", c.retention, "file of the retention classes; empty: the built-in one");
}

}  // namespace tancua::identity

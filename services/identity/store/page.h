#pragma once

#include <string>

namespace tancua::identity::store {

// Where a list, newest first, goes on.
struct Page {
  std::string before_id;  // of the last entry shown; empty: from the newest
  int limit = 50;

  // A bound beyond every id (hexadecimal, in any collation), for the first page.
  [[nodiscard]] std::string Bound() const { return before_id.empty() ? "g" : before_id; }
};

}  // namespace tancua::identity::store

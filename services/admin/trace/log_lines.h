#pragma once

#include <cstdint>
#include <istream>
#include <string>
#include <vector>

#include "nlohmann/json.hpp"

namespace tancua::trace_report {

// One line of a service's log that belongs to a trace.
struct Line {
  std::string trace;
  std::string span;
  std::string parent;       // empty for the first step of a trace
  std::int64_t end_us = 0;  // when it was written, since 1970
  std::int64_t took_us = 0;
  nlohmann::json fields;

  [[nodiscard]] std::int64_t start_us() const { return end_us - took_us; }
  // A text among the fields; "" when absent.
  [[nodiscard]] std::string Text(const char* key) const;
};

// Adds the lines of `log` that belong to traces. What stands before the JSON of a line (a pod, a
// unit, a time) and lines without any are passed over.
void ReadLines(std::istream& log, std::vector<Line>& lines);

}  // namespace tancua::trace_report

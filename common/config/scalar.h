#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/time/time.h"

// The text forms of configuration values: the same in the file, in the environment and in the
// reference document.
namespace tancua::config {

// Each returns false, and leaves `out` as it is, when `text` is no such value.
[[nodiscard]] bool ParseScalar(std::string_view text, bool& out);
[[nodiscard]] bool ParseScalar(std::string_view text, int& out);
[[nodiscard]] bool ParseScalar(std::string_view text, std::int64_t& out);
[[nodiscard]] bool ParseScalar(std::string_view text, double& out);
[[nodiscard]] bool ParseScalar(std::string_view text, std::string& out);
// "250ms", "15s", "1h30m", "7d"; a unit is needed, and never negative.
[[nodiscard]] bool ParseScalar(std::string_view text, absl::Duration& out);
// Separated by commas; blanks around an element are dropped; "" is the empty list.
[[nodiscard]] bool ParseScalar(std::string_view text, std::vector<std::string>& out);

// What a reader of an error or of the reference document is told to write.
inline constexpr const char* TypeName(const bool&) { return "true or false"; }
inline constexpr const char* TypeName(const int&) { return "whole number"; }
inline constexpr const char* TypeName(const std::int64_t&) { return "whole number"; }
inline constexpr const char* TypeName(const double&) { return "number"; }
inline constexpr const char* TypeName(const std::string&) { return "text"; }
inline constexpr const char* TypeName(const absl::Duration&) {
  return "duration such as 15s, 10m, 24h or 7d";
}
inline constexpr const char* TypeName(const std::vector<std::string>&) { return "list of texts"; }

[[nodiscard]] std::string FormatScalar(bool value);
[[nodiscard]] std::string FormatScalar(std::int64_t value);
[[nodiscard]] std::string FormatScalar(double value);
[[nodiscard]] std::string FormatScalar(const std::string& value);
// In days when whole days of at least two: "15d", but "24h".
[[nodiscard]] std::string FormatScalar(absl::Duration value);
[[nodiscard]] std::string FormatScalar(const std::vector<std::string>& value);

}  // namespace tancua::config

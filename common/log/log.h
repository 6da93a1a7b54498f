#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <variant>

// JSON lines on standard error: {"time":…,"level":…,"event":…,…}. An event is a
// short dotted constant ("dossier.filed"); facts go into fields. Text fields are
// redacted: runs of digits that could be a citizen number or a phone are masked.
namespace tancua::log {

struct Field {
  std::string_view key;
  std::variant<bool, std::int64_t, double, std::string> value;

  Field(std::string_view k, bool v) : key(k), value(v) {}
  Field(std::string_view k, double v) : key(k), value(v) {}
  Field(std::string_view k, std::string v) : key(k), value(std::move(v)) {}
  Field(std::string_view k, std::string_view v) : key(k), value(std::string(v)) {}
  Field(std::string_view k, const char* v) : key(k), value(std::string(v)) {}
  template <class Int>
  requires std::is_integral_v<Int> Field(std::string_view k, Int v)
      : key(k), value(static_cast<std::int64_t>(v)) {}
};
using Fields = std::initializer_list<Field>;

void Debug(std::string_view event, Fields fields = {});
void Info(std::string_view event, Fields fields = {});
void Warning(std::string_view event, Fields fields = {});
void Error(std::string_view event, Fields fields = {});

// "debug", "info", "warning" or "error"; anything else is ignored and false.
bool SetLevel(std::string_view level);

// What is written for `text`: digit runs of 9 to 12 become "079*****1234".
// Dossier codes and UUIDs stay readable.
[[nodiscard]] std::string Redact(std::string_view text);

// Sends lines to `sink` instead of standard error until destroyed; for tests.
class Capture {
 public:
  Capture();
  ~Capture();
  [[nodiscard]] std::string Text() const;
};

}  // namespace tancua::log

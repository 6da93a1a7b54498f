#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

// JSON lines on standard error: {"time":…,"level":…,"event":…,…}. An event is a
// short dotted constant ("dossier.filed"); facts go into fields. Text fields are
// redacted: runs of digits that could be a citizen number or a phone are masked.
// Empty texts are left out. A line written within a trace::Scope says so: "trace", "span" and
// "parent".
namespace tancua::log {

// Only refers to its text: it lives as long as the call that logs.
struct Field {
  std::string_view key;
  std::variant<bool, std::int64_t, double, std::string_view> value;

  Field(std::string_view k, bool v) : key(k), value(v) {}
  Field(std::string_view k, double v) : key(k), value(v) {}
  Field(std::string_view k, const std::string& v) : key(k), value(std::string_view(v)) {}
  Field(std::string_view k, std::string_view v) : key(k), value(v) {}
  Field(std::string_view k, const char* v) : key(k), value(std::string_view(v)) {}
  template <class Int>
  requires std::is_integral_v<Int> Field(std::string_view k, Int v)
      : key(k), value(static_cast<std::int64_t>(v)) {}
};
using Fields = std::initializer_list<Field>;

void Debug(std::string_view event, Fields fields = {});
void Info(std::string_view event, Fields fields = {});
void Warning(std::string_view event, Fields fields = {});
void Error(std::string_view event, Fields fields = {});
// Like Info, for what happens with every call: such a line may wait up to a second for others, so
// that it costs next to nothing.
void Often(std::string_view event, Fields fields);

// "debug", "info", "warning" or "error"; anything else is ignored and false.
bool SetLevel(std::string_view level);
// The same while the process works; the change itself is logged, whatever the level.
bool ChangeLevel(std::string_view level);
[[nodiscard]] std::string_view Level();

// The warnings and errors that were written last, as lines, newest first; a few dozen at most.
[[nodiscard]] std::vector<std::string> RecentProblems();

// What is written for `text`: digit runs of 9 to 12 become "079*****1234".
// Dossier codes and UUIDs stay readable.
[[nodiscard]] std::string Redact(std::string_view text);

// The part of a resource name that may be logged: "dossiers/{code}", without what follows; else
// "". Names of other resources stand for persons, or are secrets.
[[nodiscard]] std::string_view LoggedName(std::string_view resource);

// Sends lines to `sink` instead of standard error until destroyed; for tests.
class Capture {
 public:
  Capture();
  ~Capture();
  [[nodiscard]] std::string Text() const;
};

}  // namespace tancua::log

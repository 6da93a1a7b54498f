#include "common/log/line.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "common/trace/span.h"
#include "nlohmann/json.hpp"

namespace tancua::log {
namespace {

// A digit run from this length on could be a number of a person.
constexpr std::size_t kShortestNumber = 9;
constexpr std::size_t kLongestNumber = 12;

bool IsDigit(char c) { return absl::ascii_isdigit(static_cast<unsigned char>(c)); }
bool IsWord(char c) { return absl::ascii_isalnum(static_cast<unsigned char>(c)) || c == '-'; }

bool HasDigitRun(std::string_view text) {
  std::size_t run = 0;
  for (const char c : text) {
    run = IsDigit(c) ? run + 1 : 0;
    if (run >= kShortestNumber) return true;
  }
  return false;
}

bool IsPlain(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return c >= 0x20 && c < 0x7f && c != '"' && c != '\\'; });
}

void Quote(std::string_view text, std::string& out) {
  if (IsPlain(text)) {
    out.append("\"").append(text).append("\"");
    return;
  }
  // A log line must never fail for bytes that are no UTF-8.
  out.append(nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
}

void Key(std::string_view key, std::string& out) { out.append(",\"").append(key).append("\":"); }

void PrintText(std::string_view key, std::string_view text, std::string& out) {
  Key(key, out);
  if (HasDigitRun(text)) {
    Quote(Redact(text), out);
  } else {
    Quote(text, out);
  }
}

void PrintField(const Field& field, std::string& out) {
  if (const auto* text = std::get_if<std::string_view>(&field.value)) {
    if (!text->empty()) PrintText(field.key, *text, out);
    return;
  }
  Key(field.key, out);
  if (const auto* number = std::get_if<std::int64_t>(&field.value)) {
    absl::StrAppend(&out, *number);
  } else if (const auto* flag = std::get_if<bool>(&field.value)) {
    out.append(*flag ? "true" : "false");
  } else {
    out.append(nlohmann::json(std::get<double>(field.value)).dump());
  }
}

// "2026-11-22T08:00:00.000123Z". Up to the seconds it is made once in a second.
void PrintTime(absl::Time now, std::string& out) {
  static thread_local std::int64_t second = -1;
  static thread_local std::string text;
  const std::int64_t micros = absl::ToUnixMicros(now);
  if (micros / 1'000'000 != second) {
    second = micros / 1'000'000;
    text =
        absl::FormatTime("%Y-%m-%dT%H:%M:%S", absl::FromUnixSeconds(second), absl::UTCTimeZone());
  }
  out.append(text).append(".");
  char digits[6];
  auto rest = static_cast<int>(micros % 1'000'000);
  for (int i = 5; i >= 0; --i, rest /= 10) digits[i] = static_cast<char>('0' + rest % 10);
  out.append(digits, sizeof(digits)).append("Z");
}

void PrintTrace(std::string& out) {
  const trace::Span* span = trace::Current();
  if (span == nullptr) return;
  Key("trace", out);
  out.append("\"").append(span->trace_id()).append("\"");
  Key("span", out);
  out.append("\"").append(span->id()).append("\"");
  if (span->parent().empty()) return;
  Key("parent", out);
  out.append("\"").append(span->parent()).append("\"");
}

}  // namespace

void PrintLine(std::string_view level, std::string_view event, Fields fields, std::string& out) {
  out.assign("{\"time\":\"");
  PrintTime(absl::Now(), out);
  out.append("\",\"level\":\"").append(level).append("\",\"event\":\"").append(event).append("\"");
  PrintTrace(out);
  for (const Field& field : fields) PrintField(field, out);
  out.append("}");
}

std::string Redact(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    std::size_t end = i;
    while (end < text.size() && IsDigit(text[end])) ++end;
    const std::size_t length = end - i;
    // Part of a longer word ("0190163d-8694-…", "H29.27442-261122-0001"): not a number of a person.
    const bool inside_word =
        (i > 0 && IsWord(text[i - 1])) || (end < text.size() && IsWord(text[end]));
    if (length >= kShortestNumber && length <= kLongestNumber && !inside_word) {
      out.append(text.substr(i, 3)).append("*****").append(text.substr(end - 4, 4));
    } else if (length > 0) {
      out.append(text.substr(i, length));
    }
    i = end;
    if (length == 0) out.push_back(text[i++]);
  }
  return out;
}

std::string_view LoggedName(std::string_view resource) {
  constexpr std::string_view kDossiers = "dossiers/";
  constexpr std::size_t kLongestCode = 40;
  if (!resource.starts_with(kDossiers)) return {};
  const std::size_t end = std::min(resource.find('/', kDossiers.size()), resource.size());
  const std::string_view code = resource.substr(kDossiers.size(), end - kDossiers.size());
  // As codes are made ("H29.27442-261122-0001"); callers can send anything.
  const bool is_code = std::all_of(code.begin(), code.end(), [](char c) {
    return IsDigit(c) || (c >= 'A' && c <= 'Z') || c == '.' || c == '-';
  });
  return is_code && code.size() <= kLongestCode ? resource.substr(0, end) : std::string_view();
}

}  // namespace tancua::log

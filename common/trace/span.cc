#include "common/trace/span.h"

#include <algorithm>
#include <cstdint>
#include <limits>

#include "absl/random/random.h"

namespace tancua::trace {
namespace {

constexpr std::size_t kTraceIdAt = 3;
constexpr std::size_t kParentAt = 36;
constexpr std::size_t kFlagsAt = 53;
constexpr std::size_t kLength = 55;

thread_local const Span* current = nullptr;

bool IsHex(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

bool IsId(std::string_view text) {
  return IsHex(text) && text.find_first_not_of('0') != std::string_view::npos;
}

// "00-<32 hex>-<16 hex>-<2 hex>". A later version may say more after these, never less; "ff" is
// none.
bool IsTraceparent(std::string_view text) {
  if (text.size() < kLength || text[2] != '-' || text[35] != '-' || text[52] != '-') return false;
  const std::string_view version = text.substr(0, 2);
  if (!IsHex(version) || version == "ff") return false;
  if (text.size() > kLength && (version == "00" || text[kLength] != '-')) return false;
  return IsId(text.substr(kTraceIdAt, 32)) && IsId(text.substr(kParentAt, 16)) &&
         IsHex(text.substr(kFlagsAt, 2));
}

// Sixteen hexadecimal digits, not all zero. They tell steps apart and protect nothing.
void Draw(char* out) {
  static constexpr char kHex[] = "0123456789abcdef";
  static thread_local absl::InsecureBitGen random;
  auto bits = absl::Uniform<std::uint64_t>(absl::IntervalClosed, random, 1,
                                           std::numeric_limits<std::uint64_t>::max());
  for (int i = 0; i < 16; ++i, bits >>= 4) out[i] = kHex[bits & 0xf];
}

}  // namespace

Span Span::New() {
  Span span;
  Draw(span.trace_id_.data());
  Draw(span.trace_id_.data() + 16);
  Draw(span.id_.data());
  return span;
}

Span Span::Under(std::string_view traceparent) {
  if (!IsTraceparent(traceparent)) return New();
  Span span;
  traceparent.copy(span.trace_id_.data(), span.trace_id_.size(), kTraceIdAt);
  traceparent.copy(span.parent_.data(), span.parent_.size(), kParentAt);
  Draw(span.id_.data());
  // Of the flags only the lowest is defined; its digit is odd when it is set.
  const char low = traceparent[kFlagsAt + 1];
  span.sampled_ = ((low <= '9' ? low - '0' : low - 'a' + 10) & 1) != 0;
  return span;
}

std::string Span::traceparent() const {
  std::string text;
  text.reserve(kLength);
  text.append("00-").append(trace_id()).append("-").append(id()).append(sampled_ ? "-01" : "-00");
  return text;
}

const Span* Current() { return current; }

Scope::Scope(const Span& span) : span_(span), before_(current) { current = &span_; }

Scope::~Scope() { current = before_; }

}  // namespace tancua::trace

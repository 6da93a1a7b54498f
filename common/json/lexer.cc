#include "common/json/lexer.h"

#include "utf8proc.h"

namespace tancua::json {
namespace {

bool IsBlank(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }
bool IsDigit(char c) { return c >= '0' && c <= '9'; }

void AppendUtf8(std::string& out, unsigned code_point) {
  utf8proc_uint8_t bytes[4];
  const auto count = utf8proc_encode_char(static_cast<utf8proc_int32_t>(code_point), bytes);
  out.append(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(count));
}

}  // namespace

bool IsUtf8(std::string_view text) {
  const auto* at = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
  const auto* end = at + text.size();
  while (at < end) {
    if (*at < 0x80) {
      ++at;
      continue;
    }
    utf8proc_int32_t code_point;
    const auto count = utf8proc_iterate(at, end - at, &code_point);
    if (count <= 0) return false;
    at += count;
  }
  return true;
}

char Lexer::Peek() {
  while (at_ < text_.size() && IsBlank(text_[at_])) ++at_;
  return at_ < text_.size() ? text_[at_] : '\0';
}

bool Lexer::Take(char c) {
  if (Peek() != c || at_ == text_.size()) return false;
  ++at_;
  return true;
}

bool Lexer::AtEnd() {
  Peek();
  return at_ == text_.size();
}

bool Lexer::String(std::string_view& out) {
  if (!Take('"')) return false;
  const std::size_t begin = at_;
  for (; at_ < text_.size(); ++at_) {
    const char c = text_[at_];
    if (c == '"') {
      out = text_.substr(begin, at_ - begin);
      ++at_;
      return IsUtf8(out);
    }
    if (c == '\\') {
      if (!Unescape(begin)) return false;
      out = unescaped_;
      return IsUtf8(out);
    }
    if (static_cast<unsigned char>(c) < 0x20) return false;
  }
  return false;
}

// Goes on with a string in which an escape was met.
bool Lexer::Unescape(std::size_t begin) {
  unescaped_.assign(text_.substr(begin, at_ - begin));
  while (at_ < text_.size()) {
    const char c = text_[at_++];
    if (c == '"') return true;
    if (static_cast<unsigned char>(c) < 0x20) return false;
    if (c != '\\') {
      unescaped_.push_back(c);
    } else if (!Escape()) {
      return false;
    }
  }
  return false;
}

bool Lexer::Escape() {
  if (at_ == text_.size()) return false;
  static constexpr std::string_view kNames = "\"\\/bfnrt";
  static constexpr std::string_view kValues = "\"\\/\b\f\n\r\t";
  const char c = text_[at_++];
  if (c == 'u') return UnicodeEscape();
  const auto index = kNames.find(c);
  if (index == std::string_view::npos) return false;
  unescaped_.push_back(kValues[index]);
  return true;
}

bool Lexer::UnicodeEscape() {
  unsigned unit = 0;
  if (!HexUnit(unit)) return false;
  if (unit >= 0xDC00 && unit <= 0xDFFF) return false;
  if (unit >= 0xD800 && unit <= 0xDBFF) {
    unsigned low = 0;
    if (text_.substr(at_, 2) != "\\u") return false;
    at_ += 2;
    if (!HexUnit(low) || low < 0xDC00 || low > 0xDFFF) return false;
    unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
  }
  AppendUtf8(unescaped_, unit);
  return true;
}

bool Lexer::HexUnit(unsigned& unit) {
  if (text_.size() - at_ < 4) return false;
  for (int i = 0; i < 4; ++i) {
    const char c = text_[at_++];
    const char lower = static_cast<char>(c | 0x20);
    if (IsDigit(c)) {
      unit = unit * 16 + static_cast<unsigned>(c - '0');
    } else if (lower >= 'a' && lower <= 'f') {
      unit = unit * 16 + static_cast<unsigned>(lower - 'a' + 10);
    } else {
      return false;
    }
  }
  return true;
}

bool Lexer::Digits() {
  const std::size_t begin = at_;
  while (at_ < text_.size() && IsDigit(text_[at_])) ++at_;
  return at_ > begin;
}

bool Lexer::Number(std::string_view& out) {
  Peek();
  const std::size_t begin = at_;
  const auto next = [this] { return at_ < text_.size() ? text_[at_] : '\0'; };
  if (next() == '-') ++at_;
  if (next() == '0') {
    ++at_;
  } else if (!Digits()) {
    return false;
  }
  if (next() == '.') {
    ++at_;
    if (!Digits()) return false;
  }
  if (next() == 'e' || next() == 'E') {
    ++at_;
    if (next() == '+' || next() == '-') ++at_;
    if (!Digits()) return false;
  }
  out = text_.substr(begin, at_ - begin);
  return true;
}

bool Lexer::Literal(std::string_view word) {
  Peek();
  if (text_.substr(at_, word.size()) != word) return false;
  at_ += word.size();
  return true;
}

}  // namespace tancua::json

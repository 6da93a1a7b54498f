#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace tancua::json {

// Reads JSON tokens (RFC 8259) from a text. A function returns false at the first
// character that does not belong; what follows is undefined then.
class Lexer {
 public:
  explicit Lexer(std::string_view text) : text_(text) {}

  [[nodiscard]] std::size_t offset() const { return at_; }
  // The next character that is not blank; '\0' at the end. Stays before it.
  char Peek();
  // Takes `c` if it is next.
  [[nodiscard]] bool Take(char c);
  [[nodiscard]] bool AtEnd();

  // A string. The result lives until the next call, unless the text had no escapes; it is
  // valid UTF-8.
  [[nodiscard]] bool String(std::string_view& out);
  // The text of a number, checked to be one.
  [[nodiscard]] bool Number(std::string_view& out);
  [[nodiscard]] bool Literal(std::string_view word);

 private:
  bool Unescape(std::size_t begin);
  bool Escape();
  bool UnicodeEscape();
  bool HexUnit(unsigned& unit);
  bool Digits();

  std::string_view text_;
  std::size_t at_ = 0;
  std::string unescaped_;
};

[[nodiscard]] bool IsUtf8(std::string_view text);

}  // namespace tancua::json

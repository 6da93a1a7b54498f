#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace tancua::crypto {

// SHA-256 in lower-case hexadecimal.
[[nodiscard]] std::string Sha256Hex(std::string_view data);
// SHA-256 as 32 raw bytes.
[[nodiscard]] std::string Sha256(std::string_view data);
// HMAC-SHA-256 in lower-case hexadecimal.
[[nodiscard]] std::string HmacSha256Hex(std::string_view key, std::string_view data);
// base64url without padding (RFC 4648, 5).
[[nodiscard]] std::string Base64Url(std::string_view data);
// Compares without telling by its duration where the difference is.
[[nodiscard]] bool EqualConstantTime(std::string_view a, std::string_view b);
// `bytes` bytes of the operating system's random source.
[[nodiscard]] std::string RandomBytes(std::size_t bytes);

// SHA-256 over pieces.
class Sha256Stream {
 public:
  Sha256Stream();
  ~Sha256Stream();
  void Add(std::string_view piece);
  [[nodiscard]] std::string FinishHex();  // once

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace tancua::crypto

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tancua::crypto {

// AES-256-GCM (NIST SP 800-38D) under one key. Thread-safe: each thread keeps its own
// cipher contexts and expands the key once, not once per value.
class AesGcm {
 public:
  static constexpr std::size_t kKeyBytes = 32;
  static constexpr std::size_t kNonceBytes = 12;
  static constexpr std::size_t kTagBytes = 16;

  // `key` must have kKeyBytes bytes.
  explicit AesGcm(std::string key);

  // Writes nonce ‖ ciphertext ‖ tag. A nonce must never be used twice.
  [[nodiscard]] std::string Seal(std::string_view nonce, std::string_view plain,
                                 std::string_view associated) const;
  // nullopt when anything was changed.
  [[nodiscard]] std::optional<std::string> Open(std::string_view sealed,
                                                std::string_view associated) const;

 private:
  std::string key_;
  std::uint64_t serial_;  // tells a thread's context which key it holds
};

}  // namespace tancua::crypto

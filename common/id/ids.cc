#include "common/id/ids.h"

#include <openssl/rand.h>

#include <array>
#include <cstdint>
#include <cstdlib>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/time/time.h"
#include "common/clock/clock.h"

namespace tancua {
namespace {

void FillRandom(unsigned char* out, std::size_t size) {
  // Without randomness nothing that follows would be safe.
  if (RAND_bytes(out, static_cast<int>(size)) != 1) std::abort();
}

}  // namespace

std::string RandomIds::NewUuid() {
  std::array<unsigned char, 16> bytes;
  FillRandom(bytes.data(), bytes.size());
  const auto ms = static_cast<std::uint64_t>(absl::ToUnixMillis(clock_.Now()));
  for (int i = 0; i < 6; ++i) bytes[i] = static_cast<unsigned char>(ms >> (8 * (5 - i)));
  bytes[6] = (bytes[6] & 0x0f) | 0x70;  // version 7
  bytes[8] = (bytes[8] & 0x3f) | 0x80;  // variant of RFC 9562

  static constexpr char kHex[] = "0123456789abcdef";
  std::string text;
  text.reserve(36);
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (i == 4 || i == 6 || i == 8 || i == 10) text.push_back('-');
    text.push_back(kHex[bytes[i] >> 4]);
    text.push_back(kHex[bytes[i] & 0x0f]);
  }
  return text;
}

std::string RandomIds::NewToken(std::size_t bytes) {
  std::string raw(bytes, '\0');
  FillRandom(reinterpret_cast<unsigned char*>(raw.data()), bytes);
  std::string text = absl::WebSafeBase64Escape(raw);
  while (!text.empty() && text.back() == '=') text.pop_back();
  return text;
}

std::string RandomIds::NewReadableSecret(std::size_t length) {
  // 30 letters, and bytes below 240 only: every letter is equally likely.
  static constexpr std::string_view kAlphabet = "23456789ABCDEFGHJKMNPQRSTUVWXY";
  constexpr unsigned char kLimit = 240;
  static_assert(kLimit % kAlphabet.size() == 0);
  std::string text;
  text.reserve(length);
  while (text.size() < length) {
    std::array<unsigned char, 16> bytes;
    FillRandom(bytes.data(), bytes.size());
    for (unsigned char b : bytes) {
      if (b < kLimit && text.size() < length) text.push_back(kAlphabet[b % kAlphabet.size()]);
    }
  }
  return text;
}

bool IsUuid(std::string_view text) {
  if (text.size() != 36) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
    if (dash ? text[i] != '-' : !absl::ascii_isxdigit(static_cast<unsigned char>(text[i]))) {
      return false;
    }
  }
  return true;
}

}  // namespace tancua

#pragma once

#include <atomic>
#include <cstdint>
#include <cstdlib>

// What the users of OpenSSL in this folder share.
namespace tancua::crypto {

// A failure here is a fault of the program, of memory or of this OpenSSL, never of the data.
inline void Require(bool ok) {
  if (!ok) std::abort();
}

// Tells keys apart, so that a thread's context knows whether it already holds the key.
inline std::uint64_t NextKeySerial() {
  static std::atomic<std::uint64_t> next{1};
  return next.fetch_add(1);
}

}  // namespace tancua::crypto

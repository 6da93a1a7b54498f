#pragma once

#include <rhonabwy.h>

#include <memory>

// What the users of Rhonabwy in this folder share: its keys, and ownership of what it hands out.
namespace tancua::jose {

// The keys that sign and verify: P-256, and RSA of at least this size.
inline constexpr unsigned kP256Bits = 256;
inline constexpr unsigned kMinRsaBits = 2048;

struct FreeJwk {
  void operator()(jwk_t* key) const { r_jwk_free(key); }
};
struct FreeJws {
  void operator()(jws_t* token) const { r_jws_free(token); }
};
struct FreeText {
  void operator()(char* text) const { r_free(text); }
};
using Jwk = std::unique_ptr<jwk_t, FreeJwk>;
using Jws = std::unique_ptr<jws_t, FreeJws>;
using Text = std::unique_ptr<char, FreeText>;

[[nodiscard]] inline Jwk NewJwk() {
  jwk_t* key = nullptr;
  return Jwk(r_jwk_init(&key) == RHN_OK ? key : nullptr);
}
[[nodiscard]] inline Jws NewJws() {
  jws_t* token = nullptr;
  return Jws(r_jws_init(&token) == RHN_OK ? token : nullptr);
}

}  // namespace tancua::jose

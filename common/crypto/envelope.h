#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"

// Hybrid encryption as foreign systems do it: a fresh AES key encrypts the content, and the
// reader's RSA public key encrypts the AES key. For talking to others only; what the suite keeps
// is sealed by a Keyring.
namespace tancua::crypto {

struct EnvelopeKind {
  enum class Padding { kOaepSha256, kOaepSha1, kPkcs1 };  // of the wrapped key
  enum class Cipher {
    kGcm,  // data: nonce of 12 bytes ‖ ciphertext ‖ tag of 16
    kCbc,  // data: initial vector of 16 bytes ‖ ciphertext, PKCS #7; nothing proves its integrity
  };
  Padding padding = Padding::kOaepSha256;
  Cipher cipher = Cipher::kGcm;
};

// "oaep_sha256", "oaep_sha1", "pkcs1"; "gcm", "cbc".
[[nodiscard]] std::optional<EnvelopeKind::Padding> PaddingOf(std::string_view word);
[[nodiscard]] std::optional<EnvelopeKind::Cipher> CipherOf(std::string_view word);

struct Envelope {
  std::string data;
  std::string key;  // the AES key of 16, 24 or 32 bytes, wrapped
};

// A new RSA pair in PEM; for tests.
struct EnvelopeKeys {
  std::string private_key;
  std::string public_key;
};
[[nodiscard]] EnvelopeKeys GenerateEnvelopeKeys(unsigned bits = 2048);

// `public_key`: PEM of an RSA key. INVALID_ARGUMENT when it is none.
[[nodiscard]] absl::StatusOr<Envelope> SealEnvelope(const std::string& public_key,
                                                    std::string_view plain, EnvelopeKind kind);
// `private_key`: PEM of an RSA key. INVALID_ARGUMENT when it is none, or does not open `envelope`;
// which of the two steps failed is not told.
[[nodiscard]] absl::StatusOr<std::string> OpenEnvelope(const std::string& private_key,
                                                       const Envelope& envelope, EnvelopeKind kind);
// OK when `private_key` is PEM of an RSA key of at least 2048 bits.
[[nodiscard]] absl::Status CheckEnvelopeKey(const std::string& private_key);

}  // namespace tancua::crypto

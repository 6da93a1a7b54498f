#include "common/crypto/digest.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>

#include <array>

#include "absl/strings/escaping.h"
#include "common/crypto/openssl.h"
#include "common/status/view.h"

namespace tancua::crypto {
namespace {

constexpr std::size_t kSha256Bytes = 32;

// Fetched once: looking an algorithm up by name costs more than hashing a short text.
const EVP_MD* Sha256Algorithm() {
  static const EVP_MD* const algorithm = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  return algorithm;
}

std::string_view Text(const std::array<unsigned char, kSha256Bytes>& bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

}  // namespace

std::string Sha256(std::string_view data) {
  std::array<unsigned char, kSha256Bytes> digest;
  Require(EVP_Digest(data.data(), data.size(), digest.data(), nullptr, Sha256Algorithm(),
                     nullptr) == 1);
  return std::string(Text(digest));
}

std::string Sha256Hex(std::string_view data) { return absl::BytesToHexString(Sha256(data)); }

std::string HmacSha256Hex(std::string_view key, std::string_view data) {
  std::array<unsigned char, kSha256Bytes> mac;
  // A null key would mean "the key used before" to OpenSSL.
  const char* key_bytes = key.data() == nullptr ? "" : key.data();
  Require(HMAC(Sha256Algorithm(), key_bytes, static_cast<int>(key.size()),
               reinterpret_cast<const unsigned char*>(data.data()), data.size(), mac.data(),
               nullptr) != nullptr);
  return absl::BytesToHexString(View(Text(mac)));
}

std::string Base64Url(std::string_view data) { return absl::WebSafeBase64Escape(View(data)); }

bool EqualConstantTime(std::string_view a, std::string_view b) {
  return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

std::string RandomBytes(std::size_t bytes) {
  std::string out(bytes, '\0');
  Require(RAND_bytes(reinterpret_cast<unsigned char*>(out.data()), static_cast<int>(bytes)) == 1);
  return out;
}

struct Sha256Stream::Impl {
  EVP_MD_CTX* context = EVP_MD_CTX_new();
  ~Impl() { EVP_MD_CTX_free(context); }
};

Sha256Stream::Sha256Stream() : impl_(std::make_unique<Impl>()) {
  Require(EVP_DigestInit_ex(impl_->context, Sha256Algorithm(), nullptr) == 1);
}

Sha256Stream::~Sha256Stream() = default;

void Sha256Stream::Add(std::string_view piece) {
  Require(EVP_DigestUpdate(impl_->context, piece.data(), piece.size()) == 1);
}

std::string Sha256Stream::FinishHex() {
  std::array<unsigned char, kSha256Bytes> digest;
  Require(EVP_DigestFinal_ex(impl_->context, digest.data(), nullptr) == 1);
  return absl::BytesToHexString(View(Text(digest)));
}

}  // namespace tancua::crypto

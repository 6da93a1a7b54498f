#include "common/crypto/aes_gcm.h"

#include <openssl/evp.h>

#include <utility>

#include "common/crypto/openssl.h"

namespace tancua::crypto {
namespace {

const unsigned char* Bytes(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

const EVP_CIPHER* Algorithm() {
  static const EVP_CIPHER* const algorithm = EVP_CIPHER_fetch(nullptr, "AES-256-GCM", nullptr);
  return algorithm;
}

// One direction's context of one thread. It remembers its key: setting only the nonce
// saves the key expansion, half the cost of sealing a short value.
class CipherContext {
 public:
  explicit CipherContext(bool encrypts) : encrypts_(encrypts), context_(EVP_CIPHER_CTX_new()) {}
  ~CipherContext() { EVP_CIPHER_CTX_free(context_); }
  CipherContext(const CipherContext&) = delete;
  CipherContext& operator=(const CipherContext&) = delete;

  EVP_CIPHER_CTX* Begin(const std::string& key, std::uint64_t serial, std::string_view nonce) {
    const bool same = serial == serial_;
    Require(EVP_CipherInit_ex(context_, same ? nullptr : Algorithm(), nullptr,
                              same ? nullptr : Bytes(key), Bytes(nonce), encrypts_ ? 1 : 0) == 1);
    serial_ = serial;
    return context_;
  }

 private:
  const bool encrypts_;
  EVP_CIPHER_CTX* const context_;
  std::uint64_t serial_ = 0;
};

void Associate(EVP_CIPHER_CTX* context, std::string_view associated) {
  int length = 0;
  Require(EVP_CipherUpdate(context, nullptr, &length, Bytes(associated),
                           static_cast<int>(associated.size())) == 1);
}

}  // namespace

AesGcm::AesGcm(std::string key) : key_(std::move(key)), serial_(NextKeySerial()) {
  Require(key_.size() == kKeyBytes);
}

std::string AesGcm::Seal(std::string_view nonce, std::string_view plain,
                         std::string_view associated) const {
  thread_local CipherContext thread_context(true);
  Require(nonce.size() == kNonceBytes);
  EVP_CIPHER_CTX* context = thread_context.Begin(key_, serial_, nonce);
  Associate(context, associated);

  std::string out(kNonceBytes + plain.size() + kTagBytes, '\0');
  nonce.copy(out.data(), kNonceBytes);
  auto* cipher = reinterpret_cast<unsigned char*>(out.data()) + kNonceBytes;
  int length = 0;
  Require(EVP_CipherUpdate(context, cipher, &length, Bytes(plain),
                           static_cast<int>(plain.size())) == 1);
  Require(EVP_CipherFinal_ex(context, cipher + length, &length) == 1);
  Require(EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_GET_TAG, kTagBytes, cipher + plain.size()) ==
          1);
  return out;
}

std::optional<std::string> AesGcm::Open(std::string_view sealed,
                                        std::string_view associated) const {
  if (sealed.size() < kNonceBytes + kTagBytes) return std::nullopt;
  thread_local CipherContext thread_context(false);
  EVP_CIPHER_CTX* context = thread_context.Begin(key_, serial_, sealed.substr(0, kNonceBytes));
  Associate(context, associated);

  const std::string_view cipher =
      sealed.substr(kNonceBytes, sealed.size() - kNonceBytes - kTagBytes);
  std::string tag(sealed.substr(sealed.size() - kTagBytes));
  std::string plain(cipher.size(), '\0');
  auto* out = reinterpret_cast<unsigned char*>(plain.data());
  int length = 0;
  Require(EVP_CipherUpdate(context, out, &length, Bytes(cipher), static_cast<int>(cipher.size())) ==
          1);
  Require(EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_TAG, kTagBytes, tag.data()) == 1);
  if (EVP_CipherFinal_ex(context, out + length, &length) != 1) return std::nullopt;
  return plain;
}

}  // namespace tancua::crypto

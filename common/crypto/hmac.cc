#include "common/crypto/hmac.h"

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/params.h>

#include <array>
#include <utility>

#include "absl/strings/escaping.h"
#include "common/crypto/openssl.h"

namespace tancua::crypto {
namespace {

class MacContext {
 public:
  MacContext() {
    EVP_MAC* mac = EVP_MAC_fetch(nullptr, "HMAC", nullptr);
    context_ = EVP_MAC_CTX_new(mac);
    EVP_MAC_free(mac);
    Require(context_ != nullptr);
  }
  ~MacContext() { EVP_MAC_CTX_free(context_); }
  MacContext(const MacContext&) = delete;
  MacContext& operator=(const MacContext&) = delete;

  EVP_MAC_CTX* Begin(const std::string& key, std::uint64_t serial) {
    if (serial == serial_) {
      Require(EVP_MAC_init(context_, nullptr, 0, nullptr) == 1);  // the key stays
      return context_;
    }
    char digest[] = "SHA256";
    const OSSL_PARAM params[] = {OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, digest, 0),
                                 OSSL_PARAM_construct_end()};
    Require(EVP_MAC_init(context_, reinterpret_cast<const unsigned char*>(key.data()), key.size(),
                         params) == 1);
    serial_ = serial;
    return context_;
  }

 private:
  EVP_MAC_CTX* context_;
  std::uint64_t serial_ = 0;
};

}  // namespace

HmacSha256::HmacSha256(std::string key) : key_(std::move(key)), serial_(NextKeySerial()) {}

std::string HmacSha256::Hex(std::string_view data) const {
  thread_local MacContext thread_context;
  EVP_MAC_CTX* context = thread_context.Begin(key_, serial_);
  std::array<char, 32> mac;
  std::size_t length = 0;
  Require(EVP_MAC_update(context, reinterpret_cast<const unsigned char*>(data.data()),
                         data.size()) == 1);
  Require(EVP_MAC_final(context, reinterpret_cast<unsigned char*>(mac.data()), &length,
                        mac.size()) == 1);
  return absl::BytesToHexString({mac.data(), length});
}

}  // namespace tancua::crypto

#include "common/crypto/envelope.h"

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>

#include <memory>

#include "common/crypto/digest.h"
#include "common/crypto/openssl.h"
#include "common/status/macros.h"

namespace tancua::crypto {
namespace {

constexpr int kMinRsaBits = 2048;
constexpr std::size_t kTagBytes = 16;

template <auto kFree>
struct Free {
  template <class T>
  void operator()(T* object) const {
    kFree(object);
  }
};
using Key = std::unique_ptr<EVP_PKEY, Free<EVP_PKEY_free>>;
using KeyContext = std::unique_ptr<EVP_PKEY_CTX, Free<EVP_PKEY_CTX_free>>;
using Cipher = std::unique_ptr<EVP_CIPHER_CTX, Free<EVP_CIPHER_CTX_free>>;
using Bio = std::unique_ptr<BIO, Free<BIO_free>>;

unsigned char* Room(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }
const unsigned char* Content(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

absl::Status NoKey() { return absl::InvalidArgumentError("no RSA key in PEM"); }
absl::Status NotOpened() { return absl::InvalidArgumentError("the envelope does not open"); }

template <class Read>
absl::StatusOr<Key> ReadKey(const std::string& pem, Read read) {
  const Bio bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
  Key key(read(bio.get(), nullptr, nullptr, nullptr));
  if (key == nullptr || EVP_PKEY_get_base_id(key.get()) != EVP_PKEY_RSA) return NoKey();
  return key;
}

// OpenSSL asks for the passphrase of a locked key at the terminal unless it is given a way.
int NoPassphrase(char*, int, int, void*) { return 0; }
absl::StatusOr<Key> ReadPrivateKey(const std::string& pem) {
  return ReadKey(pem, [](BIO* bio, EVP_PKEY** out, pem_password_cb*, void* data) {
    return PEM_read_bio_PrivateKey(bio, out, NoPassphrase, data);
  });
}

// What `write` writes.
template <class Write>
std::string Pem(Write write) {
  const Bio bio(BIO_new(BIO_s_mem()));
  Require(write(bio.get()) == 1);
  char* text = nullptr;
  const auto size = BIO_get_mem_data(bio.get(), &text);
  return {text, static_cast<std::size_t>(size)};
}

void SetPadding(EVP_PKEY_CTX* context, EnvelopeKind::Padding padding) {
  const bool oaep = padding != EnvelopeKind::Padding::kPkcs1;
  Require(EVP_PKEY_CTX_set_rsa_padding(context,
                                       oaep ? RSA_PKCS1_OAEP_PADDING : RSA_PKCS1_PADDING) == 1);
  if (padding == EnvelopeKind::Padding::kOaepSha256) {
    Require(EVP_PKEY_CTX_set_rsa_oaep_md(context, EVP_sha256()) == 1);
    Require(EVP_PKEY_CTX_set_rsa_mgf1_md(context, EVP_sha256()) == 1);
  }
}

std::string Wrap(EVP_PKEY* key, std::string_view content_key, EnvelopeKind::Padding padding) {
  const KeyContext context(EVP_PKEY_CTX_new(key, nullptr));
  Require(EVP_PKEY_encrypt_init(context.get()) == 1);
  SetPadding(context.get(), padding);
  std::string wrapped(static_cast<std::size_t>(EVP_PKEY_get_size(key)), '\0');
  std::size_t size = wrapped.size();
  Require(EVP_PKEY_encrypt(context.get(), Room(wrapped), &size, Content(content_key),
                           content_key.size()) == 1);
  wrapped.resize(size);
  return wrapped;
}

std::optional<std::string> Unwrap(EVP_PKEY* key, std::string_view wrapped,
                                  EnvelopeKind::Padding padding) {
  const KeyContext context(EVP_PKEY_CTX_new(key, nullptr));
  Require(EVP_PKEY_decrypt_init(context.get()) == 1);
  SetPadding(context.get(), padding);
  std::string content_key(static_cast<std::size_t>(EVP_PKEY_get_size(key)), '\0');
  std::size_t size = content_key.size();
  if (EVP_PKEY_decrypt(context.get(), Room(content_key), &size, Content(wrapped), wrapped.size()) !=
      1) {
    return std::nullopt;
  }
  content_key.resize(size);
  return content_key;
}

std::size_t NonceBytes(EnvelopeKind::Cipher cipher) {
  return cipher == EnvelopeKind::Cipher::kGcm ? 12 : 16;
}

// nullptr when no AES has keys of that size.
const EVP_CIPHER* AlgorithmFor(EnvelopeKind::Cipher cipher, std::size_t key_bytes) {
  const bool gcm = cipher == EnvelopeKind::Cipher::kGcm;
  switch (key_bytes) {
    case 16:
      return gcm ? EVP_aes_128_gcm() : EVP_aes_128_cbc();
    case 24:
      return gcm ? EVP_aes_192_gcm() : EVP_aes_192_cbc();
    case 32:
      return gcm ? EVP_aes_256_gcm() : EVP_aes_256_cbc();
    default:
      return nullptr;
  }
}

std::string Encrypt(const std::string& key, std::string_view plain, EnvelopeKind::Cipher kind) {
  const std::string nonce = RandomBytes(NonceBytes(kind));
  const Cipher cipher(EVP_CIPHER_CTX_new());
  Require(EVP_EncryptInit_ex(cipher.get(), AlgorithmFor(kind, key.size()), nullptr,
                             Content(std::string_view(key)),
                             Content(std::string_view(nonce))) == 1);
  std::string out(plain.size() + EVP_MAX_BLOCK_LENGTH, '\0');
  int size = 0;
  int rest = 0;
  Require(EVP_EncryptUpdate(cipher.get(), Room(out), &size, Content(plain),
                            static_cast<int>(plain.size())) == 1);
  Require(EVP_EncryptFinal_ex(cipher.get(), Room(out) + size, &rest) == 1);
  out.resize(static_cast<std::size_t>(size) + static_cast<std::size_t>(rest));
  if (kind == EnvelopeKind::Cipher::kCbc) return nonce + out;
  std::string tag(kTagBytes, '\0');
  Require(EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_AEAD_GET_TAG, kTagBytes, tag.data()) == 1);
  return nonce + out + tag;
}

std::optional<std::string> Decrypt(const std::string& key, std::string_view data,
                                   EnvelopeKind::Cipher kind) {
  const EVP_CIPHER* algorithm = AlgorithmFor(kind, key.size());
  const bool gcm = kind == EnvelopeKind::Cipher::kGcm;
  const std::size_t nonce_bytes = NonceBytes(kind);
  const std::size_t tag_bytes = gcm ? kTagBytes : 0;
  if (algorithm == nullptr || data.size() < nonce_bytes + tag_bytes) return std::nullopt;
  const std::string_view content = data.substr(nonce_bytes, data.size() - nonce_bytes - tag_bytes);
  const Cipher cipher(EVP_CIPHER_CTX_new());
  Require(EVP_DecryptInit_ex(cipher.get(), algorithm, nullptr, Content(std::string_view(key)),
                             Content(data)) == 1);
  if (gcm) {
    std::string tag(data.substr(data.size() - tag_bytes));
    Require(EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_AEAD_SET_TAG, kTagBytes, tag.data()) == 1);
  }
  std::string plain(content.size() + EVP_MAX_BLOCK_LENGTH, '\0');
  int size = 0;
  int rest = 0;
  if (EVP_DecryptUpdate(cipher.get(), Room(plain), &size, Content(content),
                        static_cast<int>(content.size())) != 1 ||
      EVP_DecryptFinal_ex(cipher.get(), Room(plain) + size, &rest) != 1) {
    return std::nullopt;
  }
  plain.resize(static_cast<std::size_t>(size) + static_cast<std::size_t>(rest));
  return plain;
}

}  // namespace

std::optional<EnvelopeKind::Padding> PaddingOf(std::string_view word) {
  if (word == "oaep_sha256") return EnvelopeKind::Padding::kOaepSha256;
  if (word == "oaep_sha1") return EnvelopeKind::Padding::kOaepSha1;
  if (word == "pkcs1") return EnvelopeKind::Padding::kPkcs1;
  return std::nullopt;
}

std::optional<EnvelopeKind::Cipher> CipherOf(std::string_view word) {
  if (word == "gcm") return EnvelopeKind::Cipher::kGcm;
  if (word == "cbc") return EnvelopeKind::Cipher::kCbc;
  return std::nullopt;
}

EnvelopeKeys GenerateEnvelopeKeys(unsigned bits) {
  const Key key(EVP_RSA_gen(bits));
  Require(key != nullptr);
  return {.private_key = Pem([&](BIO* bio) {
            return PEM_write_bio_PrivateKey(bio, key.get(), nullptr, nullptr, 0, nullptr, nullptr);
          }),
          .public_key = Pem([&](BIO* bio) { return PEM_write_bio_PUBKEY(bio, key.get()); })};
}

absl::StatusOr<Envelope> SealEnvelope(const std::string& public_key, std::string_view plain,
                                      EnvelopeKind kind) {
  ASSIGN_OR_RETURN(const Key key, ReadKey(public_key, PEM_read_bio_PUBKEY));
  const std::string content_key = RandomBytes(32);
  return Envelope{.data = Encrypt(content_key, plain, kind.cipher),
                  .key = Wrap(key.get(), content_key, kind.padding)};
}

absl::StatusOr<std::string> OpenEnvelope(const std::string& private_key, const Envelope& envelope,
                                         EnvelopeKind kind) {
  ASSIGN_OR_RETURN(const Key key, ReadPrivateKey(private_key));
  const auto content_key = Unwrap(key.get(), envelope.key, kind.padding);
  if (!content_key) return NotOpened();
  auto plain = Decrypt(*content_key, envelope.data, kind.cipher);
  if (!plain) return NotOpened();
  return *std::move(plain);
}

absl::Status CheckEnvelopeKey(const std::string& private_key) {
  ASSIGN_OR_RETURN(const Key key, ReadPrivateKey(private_key));
  return EVP_PKEY_get_bits(key.get()) < kMinRsaBits ? NoKey() : absl::OkStatus();
}

}  // namespace tancua::crypto

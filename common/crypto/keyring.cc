#include "common/crypto/keyring.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "common/crypto/aes_gcm.h"
#include "common/crypto/digest.h"
#include "common/crypto/hkdf.h"
#include "common/crypto/hmac.h"
#include "common/status/view.h"

namespace tancua::crypto {
namespace {

constexpr std::size_t kMaxKeyId = 32;

bool IsKeyId(absl::string_view text) {
  return !text.empty() && text.size() <= kMaxKeyId &&
         std::all_of(text.begin(), text.end(),
                     [](char c) { return absl::ascii_isalnum(c) || c == '-' || c == '_'; });
}

// The random source costs more per call than per byte: a thread draws many nonces at once.
std::string_view NextNonce() {
  constexpr std::size_t kNonces = 64;
  thread_local std::string drawn;
  thread_local std::size_t next = 0;
  if (next == drawn.size()) {
    drawn = RandomBytes(kNonces * AesGcm::kNonceBytes);
    next = 0;
  }
  next += AesGcm::kNonceBytes;
  return std::string_view(drawn).substr(next - AesGcm::kNonceBytes, AesGcm::kNonceBytes);
}

bool IsKeyHex(absl::string_view text) {
  return text.size() == 2 * AesGcm::kKeyBytes &&
         std::all_of(text.begin(), text.end(), [](char c) { return absl::ascii_isxdigit(c); });
}

}  // namespace

// Sealing and look-up use keys of their own, so that neither weakens the other.
struct Keyring::Key {
  explicit Key(std::string_view secret)
      : aead(HkdfSha256(secret, "", "tancua field seal v1", AesGcm::kKeyBytes)),
        index(HkdfSha256(secret, "", "tancua field index v1", AesGcm::kKeyBytes)) {}
  AesGcm aead;
  HmacSha256 index;
};

absl::StatusOr<Keyring> Keyring::Parse(std::string_view text) {
  Keyring ring;
  int number = 0;
  for (absl::string_view line : absl::StrSplit(View(text), '\n')) {
    ++number;
    line = absl::StripAsciiWhitespace(line);
    if (line.empty() || line.front() == '#') continue;
    const std::vector<absl::string_view> words =
        absl::StrSplit(line, absl::ByAnyChar(" \t"), absl::SkipEmpty());
    // The line itself is secret: errors name its number only.
    if (words.size() != 2 || !IsKeyId(words[0]) || !IsKeyHex(words[1])) {
      return absl::InvalidArgumentError(
          absl::StrCat("key file line ", number, ": want \"<key id> <64 hexadecimal digits>\""));
    }
    auto key = std::make_shared<const Key>(absl::HexStringToBytes(words[1]));
    if (!ring.keys_.emplace(std::string(words[0]), std::move(key)).second) {
      return absl::InvalidArgumentError(
          absl::StrCat("key file line ", number, ": key id ", words[0], " appears twice"));
    }
    if (ring.index_id_.empty()) ring.index_id_ = std::string(words[0]);
    ring.sealing_id_ = std::string(words[0]);
  }
  if (ring.keys_.empty()) return absl::InvalidArgumentError("key file holds no key");
  return ring;
}

std::string Keyring::Generate(std::string_view key_id) {
  return absl::StrCat(View(key_id), " ", absl::BytesToHexString(RandomBytes(AesGcm::kKeyBytes)),
                      "\n");
}

std::string Keyring::Seal(std::string_view plain, std::string_view context) const {
  const Key& key = *keys_.find(sealing_id_)->second;
  return absl::StrCat(sealing_id_, ".", Base64Url(key.aead.Seal(NextNonce(), plain, context)));
}

absl::StatusOr<std::string> Keyring::Open(std::string_view sealed, std::string_view context) const {
  const std::size_t dot = sealed.find('.');
  if (dot == std::string_view::npos) return absl::DataLossError("sealed value is malformed");
  const auto key = keys_.find(sealed.substr(0, dot));
  if (key == keys_.end()) return absl::DataLossError("sealed value names an unknown key");
  std::string bytes;
  if (!absl::WebSafeBase64Unescape(View(sealed.substr(dot + 1)), &bytes)) {
    return absl::DataLossError("sealed value is malformed");
  }
  std::optional<std::string> plain = key->second->aead.Open(bytes, context);
  if (!plain) return absl::DataLossError("sealed value was changed or moved");
  return *std::move(plain);
}

std::string Keyring::Index(std::string_view value, std::string_view context) const {
  const Key& key = *keys_.find(index_id_)->second;
  std::string place(context);
  place += '\0';  // keeps ("ab", "c") and ("a", "bc") apart
  place += value;
  return key.index.Hex(place);
}

}  // namespace tancua::crypto

#include "common/crypto/keyring.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/synchronization/mutex.h"
#include "common/crypto/aes_gcm.h"
#include "common/crypto/digest.h"
#include "common/crypto/hkdf.h"
#include "common/crypto/hmac.h"
#include "common/status/macros.h"
#include "common/status/view.h"

namespace tancua::crypto {
namespace {

constexpr std::size_t kMaxKeyId = 32;
constexpr char kOpensOnly[] = "opens-only";

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

std::string Place(std::string_view value, std::string_view context) {
  std::string place(context);
  place += '\0';  // keeps ("ab", "c") and ("a", "bc") apart
  place += value;
  return place;
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

// One file. Immutable: whoever works with it keeps it while another one takes its place.
struct Keyring::Keys {
  std::map<std::string, std::shared_ptr<const Key>, std::less<>> by_id;
  KeyIds ids;

  [[nodiscard]] const Key& Sealing() const { return *by_id.find(ids.sealing)->second; }
};

struct Keyring::Shared {
  absl::Mutex mutex;
  std::shared_ptr<const Keys> keys ABSL_GUARDED_BY(mutex);
};

Keyring::Keyring(std::shared_ptr<const Keys> keys) : shared_(std::make_shared<Shared>()) {
  absl::MutexLock lock(&shared_->mutex);
  shared_->keys = std::move(keys);
}

std::shared_ptr<const Keyring::Keys> Keyring::Now() const {
  absl::ReaderMutexLock lock(&shared_->mutex);
  return shared_->keys;
}

absl::StatusOr<std::shared_ptr<const Keyring::Keys>> Keyring::ParseKeys(std::string_view text) {
  auto keys = std::make_shared<Keys>();
  int number = 0;
  for (absl::string_view line : absl::StrSplit(View(text), '\n')) {
    ++number;
    line = absl::StripAsciiWhitespace(line);
    if (line.empty() || line.front() == '#') continue;
    const std::vector<absl::string_view> words =
        absl::StrSplit(line, absl::ByAnyChar(" \t"), absl::SkipEmpty());
    const bool prepared = words.size() == 3 && words[2] == kOpensOnly;
    // The line itself is secret: errors name its number only.
    if ((words.size() != 2 && !prepared) || !IsKeyId(words[0]) || !IsKeyHex(words[1])) {
      return absl::InvalidArgumentError(absl::StrCat(
          "key file line ", number, ": want \"<key id> <64 hexadecimal digits> [opens-only]\""));
    }
    const std::string id(words[0]);
    if (!keys->by_id.emplace(id, std::make_shared<const Key>(absl::HexStringToBytes(words[1])))
             .second) {
      return absl::InvalidArgumentError(
          absl::StrCat("key file line ", number, ": key id ", id, " appears twice"));
    }
    keys->ids.all.push_back(id);
    if (prepared) {
      keys->ids.prepared.push_back(id);
    } else {
      keys->ids.sealing = id;
      keys->ids.prepared.clear();  // a line above the sealing one is an old key, whatever it says
    }
  }
  if (keys->by_id.empty()) return absl::InvalidArgumentError("key file holds no key");
  if (keys->ids.sealing.empty()) {
    return absl::InvalidArgumentError("key file holds no key that seals: each is opens-only");
  }
  return keys;
}

absl::StatusOr<Keyring> Keyring::Parse(std::string_view text) {
  ASSIGN_OR_RETURN(auto keys, ParseKeys(text));
  return Keyring(std::move(keys));
}

absl::Status Keyring::Reload(std::string_view text) {
  ASSIGN_OR_RETURN(auto keys, ParseKeys(text));
  absl::MutexLock lock(&shared_->mutex);
  for (const auto& [id, key] : shared_->keys->by_id) {
    const auto same = keys->by_id.find(id);
    if (same == keys->by_id.end() || same->second->index.Hex("") == key->index.Hex("")) continue;
    return absl::FailedPreconditionError(absl::StrCat(
        "the key file gives key id ", id, " another secret; a new secret needs a new id"));
  }
  shared_->keys = std::move(keys);
  return absl::OkStatus();
}

KeyIds Keyring::ids() const { return Now()->ids; }

std::string Keyring::Generate(std::string_view key_id) {
  return absl::StrCat(View(key_id), " ", absl::BytesToHexString(RandomBytes(AesGcm::kKeyBytes)),
                      "\n");
}

std::string Keyring::Seal(std::string_view plain, std::string_view context) const {
  const std::shared_ptr<const Keys> keys = Now();
  return absl::StrCat(keys->ids.sealing, ".",
                      Base64Url(keys->Sealing().aead.Seal(NextNonce(), plain, context)));
}

absl::StatusOr<std::string> Keyring::Open(std::string_view sealed, std::string_view context) const {
  const std::shared_ptr<const Keys> keys = Now();
  const std::size_t dot = sealed.find('.');
  if (dot == std::string_view::npos) return absl::DataLossError("sealed value is malformed");
  const auto key = keys->by_id.find(sealed.substr(0, dot));
  if (key == keys->by_id.end()) return absl::DataLossError("sealed value names an unknown key");
  std::string bytes;
  if (!absl::WebSafeBase64Unescape(View(sealed.substr(dot + 1)), &bytes)) {
    return absl::DataLossError("sealed value is malformed");
  }
  std::optional<std::string> plain = key->second->aead.Open(bytes, context);
  if (!plain) return absl::DataLossError("sealed value was changed or moved");
  return *std::move(plain);
}

std::string Keyring::Index(std::string_view value, std::string_view context) const {
  const std::shared_ptr<const Keys> keys = Now();
  return absl::StrCat(keys->ids.sealing, ".", keys->Sealing().index.Hex(Place(value, context)));
}

std::vector<std::string> Keyring::Indices(std::string_view value, std::string_view context) const {
  const std::shared_ptr<const Keys> keys = Now();
  const std::string place = Place(value, context);
  const auto of = [&](const std::string& id) { return keys->by_id.at(id)->index.Hex(place); };
  std::vector<std::string> indices{absl::StrCat(keys->ids.sealing, ".", of(keys->ids.sealing))};
  for (auto id = keys->ids.all.rbegin(); id != keys->ids.all.rend(); ++id) {
    if (*id != keys->ids.sealing) indices.push_back(absl::StrCat(*id, ".", of(*id)));
  }
  // Rows of the first release name no key: theirs was the file's first.
  indices.push_back(of(keys->ids.all.front()));
  return indices;
}

}  // namespace tancua::crypto

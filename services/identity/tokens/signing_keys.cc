#include "services/identity/tokens/signing_keys.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/config/secret_file.h"
#include "common/crypto/digest.h"
#include "common/log/log.h"
#include "common/status/macros.h"

namespace tancua::identity {
namespace {

// RFC 7638: the required members in alphabetical order, as nlohmann::json keeps them.
std::string Thumbprint(const nlohmann::json& jwk) {
  const nlohmann::json required = {
      {"crv", jwk["crv"]}, {"kty", jwk["kty"]}, {"x", jwk["x"]}, {"y", jwk["y"]}};
  return crypto::Base64Url(crypto::Sha256(required.dump()));
}

bool IsKeyFile(const std::filesystem::directory_entry& entry) {
  return entry.path().extension() == ".pem" && !entry.path().filename().string().starts_with(".");
}

absl::StatusOr<absl::Time> TimeInName(const std::filesystem::path& path) {
  absl::Time time;
  if (absl::ParseTime("%Y-%m-%dT%H%MZ", path.stem().string(), &time, nullptr)) return time;
  return absl::InvalidArgumentError(absl::StrCat(
      path.string(), " must be named after the time from which it signs: 2026-11-25T0400Z.pem"));
}

absl::StatusOr<std::string> ReadKeyFile(const std::string& path) {
  if (const std::string exposure = config::ExposureOf(path); !exposure.empty()) {
    return absl::FailedPreconditionError(absl::StrCat(path, " ", exposure));
  }
  std::ifstream in(path);
  return std::string{std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

absl::StatusOr<SigningKeys::Key> SigningKeys::MakeKey(const std::string& pem,
                                                      absl::Time signs_from) {
  ASSIGN_OR_RETURN(const jose::Signer unnamed, jose::Signer::FromPem(pem, ""));
  const nlohmann::json jwk = unnamed.PublicJwk();
  if (jwk.value("crv", "") != "P-256") {
    return absl::InvalidArgumentError("the signing key of access tokens must be P-256");
  }
  std::string id = Thumbprint(jwk);
  ASSIGN_OR_RETURN(jose::Signer signer, jose::Signer::FromPem(pem, id));
  return Key{.signs_from = signs_from,
             .id = std::move(id),
             .signer = std::make_shared<const jose::Signer>(std::move(signer))};
}

absl::StatusOr<std::unique_ptr<SigningKeys>> SigningKeys::FromPem(const std::string& pem,
                                                                  const Clock& clock) {
  ASSIGN_OR_RETURN(Key key, MakeKey(pem, absl::InfinitePast()));
  std::unique_ptr<SigningKeys> keys(new SigningKeys("", absl::ZeroDuration(), clock));
  absl::MutexLock lock(&keys->mutex_);
  keys->keys_.push_back(std::move(key));
  return keys;
}

absl::StatusOr<std::unique_ptr<SigningKeys>> SigningKeys::FromFolder(std::string folder,
                                                                     absl::Duration publish_before,
                                                                     const Clock& clock) {
  std::unique_ptr<SigningKeys> keys(new SigningKeys(std::move(folder), publish_before, clock));
  RETURN_IF_ERROR(keys->Reload().status());
  return keys;
}

absl::StatusOr<SigningKeys::Keys> SigningKeys::ReadFolder() const {
  Keys keys;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder_, error)) {
    if (!IsKeyFile(entry)) continue;
    ASSIGN_OR_RETURN(const absl::Time time, TimeInName(entry.path()));
    ASSIGN_OR_RETURN(const std::string pem, ReadKeyFile(entry.path().string()));
    auto key = MakeKey(pem, time);
    if (!key.ok()) {
      return absl::InvalidArgumentError(
          absl::StrCat(entry.path().string(), ": ", key.status().message()));
    }
    keys.push_back(*std::move(key));
  }
  if (error) return absl::NotFoundError(absl::StrCat(folder_, ": ", error.message()));
  if (keys.empty()) return absl::NotFoundError(absl::StrCat(folder_, " holds no key"));
  return keys;
}

void SigningKeys::Settle(Keys& keys) const {
  const absl::Time earliest = clock_.Now() + publish_before_;
  for (Key& key : keys) {
    const auto known = std::find_if(keys_.begin(), keys_.end(),
                                    [&](const Key& other) { return other.id == key.id; });
    if (known != keys_.end()) {
      key.signs_from = known->signs_from;
    } else if (!keys_.empty() && key.signs_from < earliest) {
      key.signs_from = earliest;
      log::Warning("identity.signing_key_late",
                   {{"key", key.id}, {"signs_from", absl::FormatTime(earliest)}});
    }
  }
  std::sort(keys.begin(), keys.end(),
            [](const Key& a, const Key& b) { return a.signs_from < b.signs_from; });
}

absl::StatusOr<bool> SigningKeys::Reload() {
  if (folder_.empty()) return false;
  ASSIGN_OR_RETURN(Keys keys, ReadFolder());
  absl::MutexLock lock(&mutex_);
  Settle(keys);
  const bool same = std::equal(keys.begin(), keys.end(), keys_.begin(), keys_.end(),
                               [](const Key& a, const Key& b) { return a.id == b.id; });
  keys_ = std::move(keys);
  return !same;
}

const SigningKeys::Key& SigningKeys::Signing() const {
  const absl::Time now = clock_.Now();
  const auto later = std::find_if(keys_.begin(), keys_.end(),
                                  [&](const Key& key) { return key.signs_from > now; });
  return later == keys_.begin() ? keys_.front() : *std::prev(later);
}

std::shared_ptr<const jose::Signer> SigningKeys::Current() const {
  absl::MutexLock lock(&mutex_);
  return Signing().signer;
}

absl::Time SigningKeys::CurrentSince() const {
  absl::MutexLock lock(&mutex_);
  return Signing().signs_from;
}

std::vector<nlohmann::json> SigningKeys::PublicJwks() const {
  absl::MutexLock lock(&mutex_);
  std::vector<nlohmann::json> jwks;
  jwks.reserve(keys_.size());
  for (const Key& key : keys_) jwks.push_back(key.signer->PublicJwk());
  return jwks;
}

}  // namespace tancua::identity

#include "services/identity/domain/client.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "common/crypto/digest.h"
#include "common/status/macros.h"
#include "common/status/view.h"
#include "common/text/text.h"
#include "services/identity/domain/client_errors.h"

namespace tancua::identity::domain {
namespace {

constexpr std::size_t kShortestClientId = 3;
constexpr std::size_t kLongestClientId = 40;
constexpr std::size_t kLongestClientName = 100;
constexpr std::size_t kSha256Hex = 64;
constexpr std::size_t kSha256Base64Url = 43;

absl::Status InvalidClient(std::string field, std::string text_vi) {
  return status::Error(kClientInvalid, {.field = std::move(field), .text_vi = std::move(text_vi)});
}

bool IsClientId(const std::string& id) {
  return id.size() >= kShortestClientId && id.size() <= kLongestClientId &&
         absl::ascii_islower(id.front()) && std::all_of(id.begin(), id.end(), [](char c) {
           return absl::ascii_islower(c) || absl::ascii_isdigit(c) || c == '-';
         });
}

bool IsClientWard(const std::string& text) {
  return text.size() == 5 &&
         std::all_of(text.begin(), text.end(), [](char c) { return absl::ascii_isdigit(c); });
}

template <std::size_t N>
bool AreAllOf(const char* const (&known)[N], const std::vector<std::string>& words) {
  return std::all_of(words.begin(), words.end(), [&](const std::string& word) {
    return std::find(std::begin(known), std::end(known), word) != std::end(known);
  });
}

void SortWords(std::vector<std::string>& words) {
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
}

absl::Status CheckClientName(std::string& name) {
  auto composed = text::Nfc(name);
  if (!composed.ok() || composed->empty() || text::CodePoints(*composed) > kLongestClientName) {
    return InvalidClient("client.display_name", "Tên ứng dụng phải có từ 1 đến 100 ký tự.");
  }
  name = *std::move(composed);
  return absl::OkStatus();
}

absl::Status CheckClientLimit(const limits::Rate& limit) {
  if (!(limit.per_second >= 0.1 && limit.per_second <= 10'000)) {
    return InvalidClient("client.limit.per_second", "Hạn mức phải từ 0,1 đến 10000 lượt mỗi giây.");
  }
  if (limit.burst < 1 || limit.burst > 100'000) {
    return InvalidClient("client.limit.burst", "Số lượt gọi dồn phải từ 1 đến 100000.");
  }
  return absl::OkStatus();
}

}  // namespace

bool Client::Allows(std::string_view auth_method) const {
  return auth_methods.empty() ||
         std::find(auth_methods.begin(), auth_methods.end(), auth_method) != auth_methods.end();
}

absl::Status CheckClient(Client& client) {
  if (!IsClientId(client.id)) {
    return InvalidClient(
        "client_id",
        "Mã ứng dụng gồm 3 đến 40 chữ thường, chữ số hoặc dấu gạch ngang, bắt đầu bằng "
        "chữ cái.");
  }
  RETURN_IF_ERROR(CheckClientName(client.display_name));
  SortWords(client.scopes);
  if (client.scopes.empty() || !AreAllOf(kScopes, client.scopes)) {
    return InvalidClient("client.scopes",
                         "Quyền của ứng dụng còn trống hoặc không có trong danh mục.");
  }
  SortWords(client.wards);
  if (client.wards.empty() ||
      !std::all_of(client.wards.begin(), client.wards.end(), IsClientWard)) {
    return InvalidClient("client.wards", "Ứng dụng phải được gắn với ít nhất một phường, xã.");
  }
  SortWords(client.auth_methods);
  if (!AreAllOf(kAuthMethods, client.auth_methods)) {
    return InvalidClient("client.auth_methods",
                         "Cách xác thực của ứng dụng không có trong danh mục.");
  }
  return CheckClientLimit(client.limit);
}

bool ClientKey::ActiveAt(absl::Time now) const {
  return !revoked_at && (!expires_at || now < *expires_at);
}

std::string_view Word(ClientKey::Kind kind) {
  switch (kind) {
    case ClientKey::Kind::kSecret:
      return "SECRET";
    case ClientKey::Kind::kJsonWebKey:
      return "JSON_WEB_KEY";
    case ClientKey::Kind::kCertificate:
      return "CERTIFICATE";
  }
  return "SECRET";
}

ClientKey::Kind KeyKindOf(std::string_view word) {
  for (const auto kind : {ClientKey::Kind::kJsonWebKey, ClientKey::Kind::kCertificate}) {
    if (word == Word(kind)) return kind;
  }
  return ClientKey::Kind::kSecret;
}

absl::Status CheckThumbprint(std::string& thumbprint) {
  const std::string hex = absl::StrReplaceAll(thumbprint, {{":", ""}});
  if (hex.size() == kSha256Hex && std::all_of(hex.begin(), hex.end(), absl::ascii_isxdigit)) {
    thumbprint = crypto::Base64Url(absl::HexStringToBytes(hex));
    return absl::OkStatus();
  }
  std::string bytes;
  if (thumbprint.size() == kSha256Base64Url && absl::WebSafeBase64Unescape(thumbprint, &bytes)) {
    return absl::OkStatus();
  }
  return status::Error(kClientKeyInvalid, {.field = "certificate_thumbprint"});
}

absl::Status GrantScopes(const Client& client, std::string_view asked,
                         std::vector<std::string>& granted) {
  granted = absl::StrSplit(View(asked), ' ', absl::SkipEmpty());
  if (granted.empty()) granted = client.scopes;
  SortWords(granted);
  for (const std::string& scope : granted) {
    if (std::find(client.scopes.begin(), client.scopes.end(), scope) == client.scopes.end()) {
      return status::Error(kOAuthInvalidScope, {.metadata = {{"cause", "scope not granted"}}});
    }
  }
  return absl::OkStatus();
}

}  // namespace tancua::identity::domain

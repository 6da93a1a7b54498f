#include "services/identity/oidc/wrapped_answer.h"

#include <string>

#include "absl/strings/escaping.h"
#include "common/crypto/envelope.h"
#include "services/identity/oidc/id_token.h"

namespace tancua::identity::oidc {
namespace {

constexpr char kData[] = "data";
constexpr char kKey[] = "key";

absl::Status NotOpened() { return Refused("wrapped_answer"); }

// Base64 of either alphabet, padded or not.
bool Decode(const std::string& text, std::string& out) {
  return absl::Base64Unescape(text, &out) || absl::WebSafeBase64Unescape(text, &out);
}

}  // namespace

bool IsWrapped(const nlohmann::json& answer) {
  const auto is_text = [&](const char* name) {
    const auto member = answer.find(name);
    return member != answer.end() && member->is_string();
  };
  return is_text(kData) && is_text(kKey);
}

absl::StatusOr<nlohmann::json> Unwrap(const nlohmann::json& answer, const WrappingConfig& config) {
  const auto padding = crypto::PaddingOf(config.padding);
  const auto cipher = crypto::CipherOf(config.cipher);
  if (!IsWrapped(answer) || !padding || !cipher) return NotOpened();
  crypto::Envelope envelope;
  if (!Decode(answer[kData].get<std::string>(), envelope.data) ||
      !Decode(answer[kKey].get<std::string>(), envelope.key)) {
    return NotOpened();
  }
  const auto text = crypto::OpenEnvelope(config.private_key.value, envelope, {*padding, *cipher});
  if (!text.ok()) return NotOpened();
  auto object = nlohmann::json::parse(*text, nullptr, /*allow_exceptions=*/false);
  if (!object.is_object()) return NotOpened();
  return object;
}

}  // namespace tancua::identity::oidc

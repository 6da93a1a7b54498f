#include "services/simulator/oidc/faults.h"

namespace tancua::simulator::oidc {
namespace {

constexpr int kMaxDelayMs = 60'000;
constexpr int kMaxAuthAgeS = 366 * 24 * 60 * 60;

bool ReadBool(const nlohmann::json& value, bool& out) {
  if (!value.is_boolean()) return false;
  out = value.get<bool>();
  return true;
}

bool ReadInt(const nlohmann::json& value, int min, int max, int& out) {
  if (!value.is_number_integer()) return false;
  const auto number = value.get<std::int64_t>();
  if (number < min || number > max) return false;
  out = static_cast<int>(number);
  return true;
}

bool ReadMember(const std::string& name, const nlohmann::json& value, Faults& faults) {
  if (name == "deny") return ReadBool(value, faults.deny);
  if (name == "level") return ReadInt(value, 0, 2, faults.level);
  if (name == "expired_codes") return ReadBool(value, faults.expired_codes);
  if (name == "status") return ReadInt(value, 0, 599, faults.status);
  if (name == "wrong_nonce") return ReadBool(value, faults.wrong_nonce);
  if (name == "wrong_audience") return ReadBool(value, faults.wrong_audience);
  if (name == "wrong_issuer") return ReadBool(value, faults.wrong_issuer);
  if (name == "wrong_subject") return ReadBool(value, faults.wrong_subject);
  if (name == "no_keys") return ReadBool(value, faults.no_keys);
  if (name == "auth_age_s") {
    int auth_age_s = 0;
    if (!ReadInt(value, 0, kMaxAuthAgeS, auth_age_s)) return false;
    faults.auth_age = absl::Seconds(auth_age_s);
    return true;
  }
  int delay_ms = 0;
  if (name != "delay_ms" || !ReadInt(value, 0, kMaxDelayMs, delay_ms)) return false;
  faults.delay = absl::Milliseconds(delay_ms);
  return true;
}

}  // namespace

absl::StatusOr<Faults> ParseFaults(const nlohmann::json& json) {
  if (!json.is_object()) return absl::InvalidArgumentError("want an object of switches");
  Faults faults;
  for (const auto& [name, value] : json.items()) {
    if (!ReadMember(name, value, faults)) {
      return absl::InvalidArgumentError("unknown switch or wrong value: " + name);
    }
  }
  return faults;
}

nlohmann::json ToJson(const Faults& faults) {
  return {{"deny", faults.deny},
          {"level", faults.level},
          {"auth_age_s", absl::ToInt64Seconds(faults.auth_age)},
          {"expired_codes", faults.expired_codes},
          {"delay_ms", absl::ToInt64Milliseconds(faults.delay)},
          {"status", faults.status},
          {"wrong_nonce", faults.wrong_nonce},
          {"wrong_audience", faults.wrong_audience},
          {"wrong_issuer", faults.wrong_issuer},
          {"wrong_subject", faults.wrong_subject},
          {"no_keys", faults.no_keys}};
}

}  // namespace tancua::simulator::oidc

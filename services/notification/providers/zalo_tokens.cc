#include "services/notification/providers/zalo_tokens.h"

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "common/http/server.h"
#include "common/log/log.h"
#include "common/status/macros.h"
#include "nlohmann/json.hpp"

namespace tancua::notification {
namespace {

using nlohmann::json;

constexpr char kProvider[] = "zalo";
// A token is renewed this long before it expires.
constexpr absl::Duration kEarly = absl::Minutes(5);

// Zalo writes the number as a string; its older documents as a number.
absl::Duration Lifetime(const json& answer) {
  const auto it = answer.find("expires_in");
  std::int64_t seconds = 0;
  if (it != answer.end() && it->is_number()) seconds = it->get<std::int64_t>();
  if (it != answer.end() && it->is_string() &&
      !absl::SimpleAtoi(it->get_ref<const std::string&>(), &seconds)) {
    seconds = 0;
  }
  return absl::Seconds(seconds > 0 ? seconds : 3600);
}

std::string TextAt(const json& answer, const char* key) {
  const auto it = answer.find(key);
  return it != answer.end() && it->is_string() ? it->get<std::string>() : std::string();
}

absl::Status Refused(const json& answer) {
  const std::string code = answer.contains("error") ? answer["error"].dump() : "none";
  log::Error("notification.zalo_refresh_refused", {{"code", code}});
  return absl::FailedPreconditionError(absl::StrCat("Zalo refuses the refresh token: ", code));
}

}  // namespace

ZaloTokens::ZaloTokens(ZaloTokensConfig config, store::TokenStore& store, http::Client& http,
                       const Clock& clock)
    : config_(std::move(config)), store_(store), http_(http), clock_(clock) {}

absl::StatusOr<std::string> ZaloTokens::Access() {
  absl::MutexLock lock(&mutex_);
  if (!pair_.access.empty() && clock_.Now() < pair_.expire_time - kEarly) return pair_.access;
  return Newer(pair_.access);
}

absl::StatusOr<std::string> ZaloTokens::Renew(const std::string& refused) {
  absl::MutexLock lock(&mutex_);
  if (!pair_.access.empty() && pair_.access != refused) return pair_.access;
  return Newer(refused);
}

// Another process may have renewed already: the database knows. `refused` is a copy, for pair_
// changes meanwhile.
absl::StatusOr<std::string> ZaloTokens::Newer(std::string refused) {
  ASSIGN_OR_RETURN(pair_, store_.Load(kProvider));
  const bool usable =
      !pair_.access.empty() && pair_.access != refused && clock_.Now() < pair_.expire_time - kEarly;
  if (usable) return pair_.access;
  ASSIGN_OR_RETURN(pair_, Refresh(pair_));
  return pair_.access;
}

absl::StatusOr<store::TokenPair> ZaloTokens::Refresh(const store::TokenPair& old) {
  const absl::Time now = clock_.Now();
  ASSIGN_OR_RETURN(const bool alone,
                   store_.BeginRefresh(kProvider, old.version, now, now + 2 * config_.timeout));
  if (!alone) return absl::UnavailableError("another process is renewing the token");
  auto fresh = Exchange(old);
  if (!fresh.ok()) {
    RETURN_IF_ERROR(store_.EndRefresh(kProvider, old.version));
    return fresh.status();
  }
  RETURN_IF_ERROR(store_.Save(kProvider, *fresh));
  ++fresh->version;
  log::Info("notification.zalo_token_renewed", {{"version", fresh->version}});
  return fresh;
}

// Errors come with HTTP 200 too.
absl::StatusOr<store::TokenPair> ZaloTokens::Exchange(const store::TokenPair& old) {
  http::ClientRequest request;
  request.method = "POST";
  request.url = config_.url;
  request.headers = {{"content-type", "application/x-www-form-urlencoded"},
                     {"secret_key", config_.secret_key}};
  request.body =
      absl::StrCat("grant_type=refresh_token&refresh_token=", http::UrlEncode(old.refresh),
                   "&app_id=", http::UrlEncode(config_.app_id));
  request.timeout = config_.timeout;
  ASSIGN_OR_RETURN(const http::ClientResponse response, http_.Send(request));
  if (response.status >= 500 || response.status == 429) {
    return absl::UnavailableError(absl::StrCat("token endpoint answers ", response.status));
  }
  const json answer = json::parse(response.body, nullptr, /*allow_exceptions=*/false);
  if (!answer.is_object()) return absl::UnavailableError("token endpoint answers no JSON object");
  store::TokenPair fresh = old;
  fresh.access = TextAt(answer, "access_token");
  fresh.refresh = TextAt(answer, "refresh_token");
  if (fresh.access.empty() || fresh.refresh.empty()) return Refused(answer);
  fresh.expire_time = clock_.Now() + Lifetime(answer);
  return fresh;
}

}  // namespace tancua::notification

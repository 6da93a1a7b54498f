#include "services/identity/api/one_time_code.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "common/crypto/digest.h"
#include "common/status/macros.h"
#include "google/protobuf/util/time_util.h"
#include "services/identity/domain/assistance_errors.h"
#include "services/identity/store/assisted_verifications.h"
#include "services/identity/store/attempt_limits.h"
#include "services/identity/wire_time.h"
#include "tancua/identity/v1/assistance_events.pb.h"

namespace tancua::identity::api {
namespace {

constexpr std::size_t kRandomBytes = 32;

v1::OneTimeCodeIssued CodeIssued(const domain::AssistedVerification& verification,
                                 const std::string& code) {
  v1::OneTimeCodeIssued event;
  event.set_verification("assistedVerifications/" + verification.id);
  event.set_ward("wards/" + verification.ward);
  event.set_phone(verification.person.phone);
  event.set_code(code);
  *event.mutable_issue_time() = wire::ToTimestamp(*verification.code_issued_at);
  *event.mutable_expire_time() = wire::ToTimestamp(*verification.code_expires_at);
  return event;
}

}  // namespace

std::string NewCode(Deps& deps, domain::AssistedVerification& verification) {
  const absl::Time now = deps.clock.Now();
  std::string code = domain::SixDigits(deps.ids.NewToken(kRandomBytes));
  verification.code_index = store::CodeIndex(deps.keys, verification.id, code);
  verification.code_issued_at = now;
  verification.code_expires_at =
      std::min(now + deps.config.assistance.code_life, verification.expires_at);
  return code;
}

absl::Status SendCode(Deps& deps, sql::Session& tx, const rpc::Call& call,
                      const domain::AssistedVerification& verification, const std::string& code) {
  const absl::Time now = deps.clock.Now();
  const int limit = deps.config.assistance.codes_per_hour;
  ASSIGN_OR_RETURN(const store::CountedAttempt sent,
                   store::CountAttempt(tx, store::CodesKey(deps.keys, verification.person.phone),
                                       now, absl::Hours(1), limit));
  if (sent.count > limit) {
    return status::Error(kOneTimeCodesExhausted, {.retry_after = sent.window_end - now});
  }
  return deps.outbox.Add(tx, verification.ward, "assistedVerifications/" + verification.id,
                         call.traceparent, CodeIssued(verification, code));
}

absl::StatusOr<Proof> TryCode(Deps& deps, sql::Session& tx,
                              const domain::AssistedVerification& verification,
                              const std::string& code) {
  const absl::Time now = deps.clock.Now();
  const AssistanceConfig& config = deps.config.assistance;
  if (now >= *verification.code_expires_at) return Proof{status::Error(kOneTimeCodeExpired)};
  const std::string tries = store::TriesKey(deps.keys, verification.person.phone);
  // Before the code is looked at, whatever it is: parallel guesses queue for this row.
  ASSIGN_OR_RETURN(const store::CountedAttempt attempt,
                   store::CountAttempt(tx, tries, now, config.code_block, config.code_tries));
  if (attempt.count > config.code_tries) {
    return Proof{status::Error(kOneTimeCodeBlocked, {.retry_after = attempt.window_end - now})};
  }
  if (!store::IsCode(deps.keys, verification, code)) {
    return Proof{status::Error(
        kOneTimeCodeWrong,
        {.field = "code",
         .metadata = {{"tries_left", absl::StrCat(config.code_tries - attempt.count)}}})};
  }
  RETURN_IF_ERROR(store::ForgetAttempts(tx, tries));
  return Proof{};
}

}  // namespace tancua::identity::api

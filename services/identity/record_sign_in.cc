#include "services/identity/record_sign_in.h"

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/audit/access.h"
#include "common/log/log.h"
#include "common/status/error.h"

namespace tancua::identity {
namespace {

using tancua::audit::Access;
using tancua::audit::RecordBy;
namespace contract = tancua::audit::v1;

rpc::Caller PersonOf(const v1::CompleteVerificationResponse& answer) {
  rpc::Caller person;
  if (answer.has_citizen()) {
    person.kind = policy::v1::CITIZEN;
    person.subject = answer.citizen().name();
  } else {
    person.kind = policy::v1::OFFICER;
    person.subject = answer.officer().name();
    person.ward = answer.officer().ward();
    person.roles = {answer.officer().roles().begin(), answer.officer().roles().end()};
  }
  return person;
}

}  // namespace

absl::Status RecordSignIn(Deps& deps, sql::Session& tx, const rpc::Call& call,
                          const v1::CompleteVerificationResponse& answer) {
  const rpc::Caller person = PersonOf(answer);
  const Access access{.action = contract::SIGNED_IN,
                      .record = answer.verification().name(),
                      .ward = person.ward,
                      .title = answer.verification().provider()};
  return RecordBy(person, deps.outbox, tx, call, access, deps.clock.Now());
}

void RecordRefusedSignIn(Deps& deps, const rpc::Call& call, const std::string& verification,
                         const absl::Status& refusal) {
  const auto described = status::Describe(refusal);
  const Access access{.action = contract::SIGN_IN_REFUSED,
                      .record = absl::StrCat("verifications/", verification),
                      .title = described ? described->reason : "INTERNAL"};
  const absl::Status recorded = deps.database.Write(verification, [&](sql::Session& tx) {
    return RecordBy({}, deps.outbox, tx, call, access, deps.clock.Now());
  });
  if (!recorded.ok()) {
    log::Warning("identity.refusal_not_recorded", {{"verification", verification}});
  }
}

absl::Status RecordTokenReuse(Deps& deps, sql::Session& tx, const rpc::Call& call,
                              const std::string& subject, const std::string& session_id) {
  rpc::Caller person;
  person.kind = absl::StartsWith(subject, "citizens/") ? policy::v1::CITIZEN : policy::v1::OFFICER;
  person.subject = subject;
  const Access access{.action = contract::TOKEN_REUSED,
                      .record = absl::StrCat("sessions/", session_id)};
  return RecordBy(person, deps.outbox, tx, call, access, deps.clock.Now());
}

}  // namespace tancua::identity

#include "services/survey/domain/invitation.h"

#include "services/survey/domain/errors.h"

namespace tancua::survey::domain {

absl::Status CheckReadable(const Invitation& invitation, absl::Time now) {
  if (invitation.state == Invitation::State::kAnswered) return absl::OkStatus();
  // The worker that marks expired ones comes later than the moment itself.
  if (invitation.state == Invitation::State::kExpired || now >= invitation.expire_time) {
    return status::Error(kSurveyExpired);
  }
  return absl::OkStatus();
}

absl::Status CheckAnswerable(const Invitation& invitation, absl::Time now) {
  if (invitation.state == Invitation::State::kAnswered) {
    return status::Error(kSurveyAlreadyAnswered);
  }
  return CheckReadable(invitation, now);
}

}  // namespace tancua::survey::domain

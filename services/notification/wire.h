#pragma once

#include "services/notification/domain/message.h"
#include "tancua/dossier/v1/events.pb.h"
#include "tancua/identity/v1/assistance_events.pb.h"
#include "tancua/notification/v1/notification_service.pb.h"
#include "tancua/survey/v1/events.pb.h"

namespace tancua::notification {

// Phone and facts of the event; the rest is the intake's to say.
[[nodiscard]] domain::Message FromWire(const dossier::v1::DossierChanged& event);
[[nodiscard]] domain::Message FromWire(const survey::v1::SurveyInvited& event);
[[nodiscard]] domain::Message FromWire(const identity::v1::OneTimeCodeIssued& event);

[[nodiscard]] v1::Message ToWire(const domain::Message& message);

}  // namespace tancua::notification

#pragma once

#include <string>

#include "absl/status/status.h"
#include "common/clock/clock.h"
#include "common/events/event.h"
#include "common/sql/session.h"
#include "services/notification/domain/ladder.h"
#include "services/notification/store/store.h"
#include "services/notification/templates/catalogue.h"
#include "tancua/dossier/v1/events.pb.h"
#include "tancua/identity/v1/assistance_events.pb.h"
#include "tancua/survey/v1/events.pb.h"

namespace tancua::notification {

// Turns events into messages, inside the transaction of the inbox: an event makes one message,
// or none when no template is for it. A citizen without a phone gets a row all the same, so
// that the loss is seen: the sender fails it as "no_phone".
class Intake {
 public:
  Intake(const store::Store& store, const Catalogue& catalogue, const domain::LadderRules& rules,
         domain::Rung first_rung, const Clock& clock)
      : store_(store),
        catalogue_(catalogue),
        rules_(rules),
        first_rung_(first_rung),
        clock_(clock) {}

  [[nodiscard]] absl::Status OnDossierChanged(sql::Session& tx, const events::Header& header,
                                              const dossier::v1::DossierChanged& event) const;
  [[nodiscard]] absl::Status OnSurveyInvited(sql::Session& tx, const events::Header& header,
                                             const survey::v1::SurveyInvited& event) const;
  [[nodiscard]] absl::Status OnOneTimeCodeIssued(
      sql::Session& tx, const events::Header& header,
      const identity::v1::OneTimeCodeIssued& event) const;

 private:
  absl::Status Take(sql::Session& tx, const events::Header& header, std::string_view state,
                    domain::Message message) const;

  const store::Store& store_;
  const Catalogue& catalogue_;
  const domain::LadderRules& rules_;
  const domain::Rung first_rung_;
  const Clock& clock_;
};

}  // namespace tancua::notification

#pragma once

#include <functional>
#include <vector>

#include "absl/status/statusor.h"
#include "common/clock/clock.h"
#include "services/notification/domain/circuit.h"
#include "services/notification/domain/ladder.h"
#include "services/notification/metrics.h"
#include "services/notification/providers/provider.h"
#include "services/notification/store/store.h"
#include "services/notification/templates/catalogue.h"

namespace tancua::notification {

// What the senders of one rung share; all of it outlives them.
struct SenderParts {
  store::Store& store;
  const Catalogue& catalogue;
  const domain::LadderRules& rules;
  domain::Rung rung;
  Provider& provider;
  domain::Circuit& circuit;
  Metrics& metrics;
  const Clock& clock;
  absl::Duration lease;
  absl::Duration timeout;           // of one call to the provider
  std::function<double()> uniform;  // random, in [0, 1); called from several threads
};

// Takes due messages of one rung, tries each once, notes the outcomes. Several threads and
// processes do this side by side. Killed anywhere, it leaves messages that are due again when
// their lease ends: a provider may then see one twice, with the same tracking id.
class Sender {
 public:
  explicit Sender(const SenderParts& parts) : parts_(parts) {}

  // One batch; returns how many messages moved.
  [[nodiscard]] absl::StatusOr<int> RunOnce();

 private:
  absl::StatusOr<int> PassOnWhileOpen(absl::Time now);
  domain::Step Try(const domain::Message& message, absl::Time give_up);
  domain::Verdict Call(const domain::Message& message, const domain::Template& tmpl,
                       absl::Time give_up);
  void Learn(const domain::Verdict& verdict, absl::Time now);

  const SenderParts parts_;
};

}  // namespace tancua::notification

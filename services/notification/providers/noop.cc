#include "services/notification/providers/noop.h"

#include "services/notification/domain/segments.h"

namespace tancua::notification {

domain::Verdict NoopProvider::Send(const domain::Message& message, const domain::Template& tmpl) {
  domain::Verdict verdict{.action = domain::Action::kSent};
  if (message.rung == domain::Rung::kSms) {
    const std::string text = RenderSms(tmpl, message.facts, abbreviations_);
    verdict.segments = domain::CountSegments(text).parts;
  } else if (RenderZns(tmpl, message.facts).empty()) {
    verdict = {.action = domain::Action::kFallBackAndAlarm, .code = "-111"};
  }
  return verdict;
}

}  // namespace tancua::notification

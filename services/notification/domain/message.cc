#include "services/notification/domain/message.h"

namespace tancua::notification::domain {

std::string_view Name(State state) {
  switch (state) {
    case State::kPending:
      return "PENDING";
    case State::kSent:
      return "SENT";
    case State::kDelivered:
      return "DELIVERED";
    case State::kFailed:
      break;
  }
  return "FAILED";
}

State StateFromName(std::string_view name) {
  if (name == "PENDING") return State::kPending;
  if (name == "SENT") return State::kSent;
  if (name == "DELIVERED") return State::kDelivered;
  return State::kFailed;
}

std::string_view Name(Rung rung) { return rung == Rung::kZns ? "ZNS" : "SMS"; }

Rung RungFromName(std::string_view name) { return name == "ZNS" ? Rung::kZns : Rung::kSms; }

}  // namespace tancua::notification::domain

#pragma once

#include <string>

#include "absl/time/time.h"
#include "google/protobuf/message.h"

namespace tancua::events {

// What every event says beside its payload.
struct Header {
  std::string id;       // UUIDv7
  std::string type;     // full name of the payload's message
  std::string ward;     // five digits
  std::string subject;  // resource name of what changed
  absl::Time time;
  std::string traceparent;  // of its handling: for what the event causes
};

}  // namespace tancua::events

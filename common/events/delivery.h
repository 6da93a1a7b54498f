#pragma once

#include <memory>
#include <string>

#include "absl/status/status.h"
#include "common/events/consumer.h"
#include "common/trace/span.h"
#include "google/protobuf/message.h"
#include "tancua/events/v1/envelope.pb.h"

namespace tancua::events {

// What became of an event.
enum class Outcome {
  kOpen,       // not yet decided
  kApplied,    // the handler's effect is committed
  kDuplicate,  // it was applied before
  kIgnored,    // of no concern to this service
  kFailed,     // `error` says why; it is tried again later
  kDead,       // failed, and not tried again
};

// One event on its way through a consumer.
struct Delivery {
  std::size_t stream = 0;  // index into the lane's streams
  std::string entry;       // id in the stream; empty when it comes from the retries
  v1::Envelope envelope;
  int attempts = 0;  // tries before this one

  // Set by decoding.
  Header header;
  trace::Span span = trace::Span::New();  // of this try; what the event causes is below it
  const Subscription::Route* route = nullptr;
  std::unique_ptr<google::protobuf::Message> payload;

  Outcome outcome = Outcome::kOpen;
  absl::Status error;

  void Fail(absl::Status why) {
    outcome = Outcome::kFailed;
    error = std::move(why);
  }
};

}  // namespace tancua::events

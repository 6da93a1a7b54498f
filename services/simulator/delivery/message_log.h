#pragma once

#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "nlohmann/json.hpp"

namespace tancua::simulator {

// A message as its receiver sees it.
struct Delivery {
  std::string channel;      // "ZNS" or "SMS"
  std::string tracking_id;  // the sender's
  std::string phone;        // "84903123456"
  std::string template_id;  // Zalo's; empty for SMS
  std::string text;
  int accepted = 0;  // how often the sender handed it in and was told yes
  absl::Time first_time;
  absl::Time last_time;
};

// What reached the phones, the last `capacity` messages. Thread-safe. A message that is handed
// in again under its tracking id is one message, counted once more.
class MessageLog {
 public:
  explicit MessageLog(std::size_t capacity) : capacity_(capacity) {}

  // Empty fields match everything; `text` matches a part.
  struct Filter {
    std::string channel;
    std::string phone;
    std::string tracking_id;
    std::string text;
  };

  // Returns how often the message has been accepted by now.
  int Accept(Delivery delivery);
  // Oldest first.
  [[nodiscard]] std::vector<Delivery> Find(const Filter& filter) const;

 private:
  const std::size_t capacity_;
  mutable absl::Mutex mutex_;
  std::deque<Delivery> deliveries_ ABSL_GUARDED_BY(mutex_);
  std::size_t dropped_ ABSL_GUARDED_BY(mutex_) = 0;
  // "<channel>/<tracking id>" → position, counted from the very first.
  std::unordered_map<std::string, std::size_t> positions_ ABSL_GUARDED_BY(mutex_);
};

// The answer of GET /zalo/messages and /sms/messages.
[[nodiscard]] nlohmann::json ToJson(const std::vector<Delivery>& deliveries);

}  // namespace tancua::simulator

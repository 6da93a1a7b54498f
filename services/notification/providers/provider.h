#pragma once

#include <string_view>

#include "services/notification/domain/message.h"
#include "services/notification/domain/template.h"
#include "services/notification/domain/verdict.h"

namespace tancua::notification {

// One way to reach a phone. To add one: implement this, name it in config.h, build it in
// module.cc. Thread-safe: several senders use it at a time.
class Provider {
 public:
  virtual ~Provider() = default;
  [[nodiscard]] virtual std::string_view name() const = 0;  // the metric label
  // How many messages one sender takes at a time.
  [[nodiscard]] virtual int batch_size() const = 0;
  // One attempt; blocks for a bounded time. The tracking id is the message's id, each time.
  [[nodiscard]] virtual domain::Verdict Send(const domain::Message& message,
                                             const domain::Template& tmpl) = 0;
};

}  // namespace tancua::notification

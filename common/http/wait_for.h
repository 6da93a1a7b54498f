#pragma once

#include <poll.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>

#include "absl/time/time.h"

namespace tancua::http {

// True when `socket` became ready for `events` in time.
inline bool WaitFor(int socket, short events, absl::Duration timeout) {
  pollfd descriptor{socket, events, 0};
  const auto milliseconds =
      std::clamp<std::int64_t>(absl::ToInt64Milliseconds(timeout), 0, 3'600'000);
  int ready;
  do {
    ready = ::poll(&descriptor, 1, static_cast<int>(milliseconds));
  } while (ready < 0 && errno == EINTR);
  return ready > 0;
}

}  // namespace tancua::http

#pragma once

#include <unistd.h>

#include <cerrno>
#include <mutex>
#include <string>

#include "spdlog/sinks/base_sink.h"

namespace tancua::log {

// Standard error, many lines in one write: they wait for a flush, or until they fill a buffer.
// Lines are written whole, so that those of processes that share it do not mix.
class StderrSink final : public spdlog::sinks::base_sink<std::mutex> {
 protected:
  void sink_it_(const spdlog::details::log_msg& message) override {
    buffer_.append(message.payload.data(), message.payload.size());
    buffer_.push_back('\n');
    if (buffer_.size() >= kEnough) flush_();
  }
  // What cannot be written is given up: there is nowhere to say so.
  void flush_() override {
    for (std::size_t done = 0; done < buffer_.size();) {
      const ssize_t written = ::write(STDERR_FILENO, buffer_.data() + done, buffer_.size() - done);
      if (written < 0 && errno == EINTR) continue;
      if (written <= 0) break;
      done += static_cast<std::size_t>(written);
    }
    buffer_.clear();
  }

 private:
  static constexpr std::size_t kEnough = 32 * 1024;
  std::string buffer_;
};

}  // namespace tancua::log

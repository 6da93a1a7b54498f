#pragma once

#include <atomic>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"

namespace tancua::simulator {

// The base URL of the simulator, known only once it listens when the port is a free one.
class PublicAddress {
 public:
  PublicAddress(std::string configured_url, std::string host)
      : configured_url_(std::move(configured_url)), host_(std::move(host)) {}

  void SetPort(int port) { port_ = port; }
  [[nodiscard]] std::string Url() const {
    if (!configured_url_.empty()) return configured_url_;
    return absl::StrCat("http://", host_, ":", port_.load());
  }

 private:
  const std::string configured_url_;
  const std::string host_;
  std::atomic<int> port_{0};
};

}  // namespace tancua::simulator

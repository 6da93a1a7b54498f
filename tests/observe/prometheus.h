#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/http/client.h"
#include "nlohmann/json.hpp"
#include "tests/support/process.h"

namespace tancua::observe {

// A real Prometheus on a free port, with its data in `folder`.
class Prometheus {
 public:
  struct Options {
    std::string folder;
    std::vector<std::string> targets;  // URLs of admin ports
    std::vector<std::string> rules;    // files
    std::string ca_file;  // who vouches for the targets; empty: they speak in the clear
  };
  explicit Prometheus(const Options& options);

  // Waits until it answers.
  [[nodiscard]] absl::Status Start();
  // "data" of an answer of its API: Get("/api/v1/rules").
  [[nodiscard]] absl::StatusOr<nlohmann::json> Get(const std::string& path);
  // The values of an instant query, those that are not a number left out.
  [[nodiscard]] absl::StatusOr<std::vector<double>> Query(const std::string& expression);
  [[nodiscard]] const std::string& url() const { return url_; }
  [[nodiscard]] std::string Log() const { return process_.Log(); }

 private:
  const std::string url_;
  testing::ServiceProcess process_;
  http::Client http_;
};

}  // namespace tancua::observe

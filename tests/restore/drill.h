#pragma once

#include <atomic>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "tests/partner/actions.h"

namespace tancua::testing {

using Environment = std::map<std::string, std::string>;

// What a program answered.
struct Result {
  int exit_code = -1;
  std::string output;  // and what it said on standard error
};
// Runs `words` with `environment` on top of the test's own.
[[nodiscard]] Result RunProgram(const std::vector<std::string>& words,
                                const Environment& environment);

// Files dossiers without a pause until it goes.
class Filings {
 public:
  Filings(partner::Client& client, std::string ward);
  ~Filings() { Stop(); }

  struct Filed {
    std::string name;
    std::string secret;  // for looking it up
  };
  // Those that were acknowledged until now.
  [[nodiscard]] std::vector<Filed> Acknowledged();
  // Waits until there are so many.
  void Await(std::size_t count);
  void Stop();

 private:
  void Work();

  partner::Client& client_;
  const std::string ward_;
  const std::string token_;
  const nlohmann::json procedure_;
  std::mutex mutex_;
  std::vector<Filed> acknowledged_;
  std::atomic<bool> stop_{false};
  std::thread thread_;
};

}  // namespace tancua::testing

#pragma once

#include <sys/types.h>

#include <map>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"

// Real processes of the suite, for tests that need more than one.
namespace tancua::testing {

// An executable under test. Killed when the object goes, also when the test dies.
class ServiceProcess {
 public:
  struct Options {
    std::string executable;  // "tancua-suite"; in TANCUA_BIN_DIR or PATH
    std::string name = {};   // of its log; empty: the executable's
    std::vector<std::string> arguments = {};
    std::string folder;                              // where the log goes
    std::map<std::string, std::string> environment;  // TANCUA_* on top of the test's own
  };
  explicit ServiceProcess(Options options) : options_(std::move(options)) {}
  ~ServiceProcess() { Kill(); }
  ServiceProcess(const ServiceProcess&) = delete;
  ServiceProcess& operator=(const ServiceProcess&) = delete;

  void Start();
  // Waits until the log says that it is ready ("event":"process.ready"). DEADLINE_EXCEEDED with the
  // log otherwise.
  [[nodiscard]] absl::Status AwaitReady(absl::Duration timeout = absl::Seconds(60));
  // SIGKILL, and waits for the end.
  void Kill();
  // SIGTERM; returns the exit code, -1 when it was killed after `timeout`.
  [[nodiscard]] int Terminate(absl::Duration timeout = absl::Seconds(30));

  [[nodiscard]] bool running() const { return pid_ > 0; }
  [[nodiscard]] pid_t pid() const { return pid_; }
  [[nodiscard]] std::string Log() const;

 private:
  [[nodiscard]] std::string LogPath() const;

  Options options_;
  pid_t pid_ = -1;
  int starts_ = 0;
};

// A folder that goes with the object.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  std::string path_;
};

// A TCP port of this machine that is free, and kept from other tests until this process ends.
[[nodiscard]] int FreePort();

}  // namespace tancua::testing

#include <pthread.h>
#include <signal.h>

#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "absl/synchronization/mutex.h"
#include "common/config/loader.h"
#include "common/log/log.h"
#include "common/runtime/host.h"
#include "common/runtime/process.h"
#include "common/status/macros.h"

namespace tancua::runtime {
namespace {

constexpr char kHelp[] =
    "Usage: %s [--config FILE] [--print-configuration] [--help]\n"
    "\n"
    "  --config FILE           YAML configuration (or the environment variable TANCUA_CONFIG)\n"
    "  --print-configuration   print every configuration key with its default, and end\n"
    "  --help                  print this, and end\n"
    "\n"
    "Every key can also be set by the environment: TANCUA_<SECTION>_<KEY>.\n"
    "SIGTERM and SIGINT drain and stop.\n";

using Modules = std::vector<std::unique_ptr<Module>>;

// Blocked in every thread, so that only WaitForStopSignal sees them.
sigset_t BlockStopSignals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  signal(SIGPIPE, SIG_IGN);
  return signals;
}

void PrintConfiguration(const Modules& modules) {
  ProcessConfig config = DefaultProcessConfig(modules);
  std::fputs(config::Reference([&](config::Binder& b) { BindProcess(b, config, modules); }).c_str(),
             stdout);
}

absl::Status Run(const std::string& file, Modules modules, const sigset_t& signals) {
  const absl::Time begin = absl::Now();
  ASSIGN_OR_RETURN(auto config, LoadProcessConfig({file, config::ProcessEnvironment()}, modules));
  ASSIGN_OR_RETURN(auto process, Process::Build(std::move(config), std::move(modules)));
  RETURN_IF_ERROR(process->Start());
  log::Info("process.ready", {{"took_ms", absl::ToInt64Milliseconds(absl::Now() - begin)}});
  for (const auto& [name, port] : process->ports()) {
    log::Info("process.listening", {{"name", name}, {"port", port}});
  }
  int signal = 0;
  sigwait(&signals, &signal);
  log::Info("process.stopping", {{"signal", signal}});
  process->Stop();
  log::Info("process.stopped");
  return absl::OkStatus();
}

}  // namespace

int Main(int argc, char** argv, std::vector<ModuleFactory> factories) {
  // Debian's Abseil is a debug build in this: it would record the order of every two locks.
  absl::SetMutexDeadlockDetectionMode(absl::OnDeadlockCycle::kIgnore);
  const sigset_t signals = BlockStopSignals();
  const char* from_environment = std::getenv("TANCUA_CONFIG");
  std::string file = from_environment == nullptr ? "" : from_environment;
  bool print_configuration = false;
  for (int i = 1; i < argc; ++i) {
    const std::string_view argument = argv[i];
    if (argument == "--help") {
      std::printf(kHelp, argv[0]);
      return 0;
    }
    if (argument == "--print-configuration") {
      print_configuration = true;
    } else if (argument == "--config" && i + 1 < argc) {
      file = argv[++i];
    } else {
      std::fprintf(stderr, kHelp, argv[0]);
      return 2;
    }
  }
  Modules modules;
  for (ModuleFactory factory : factories) modules.push_back(factory());
  if (print_configuration) {
    PrintConfiguration(modules);
    return 0;
  }
  absl::Status status = Run(file, std::move(modules), signals);
  if (status.ok()) return 0;
  std::fprintf(stderr, "%s: cannot start: %s\n", argv[0], std::string(status.message()).c_str());
  return 1;
}

}  // namespace tancua::runtime

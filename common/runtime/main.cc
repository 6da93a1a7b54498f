#include <pthread.h>
#include <signal.h>

#include <cstdio>
#include <cstdlib>
#include <optional>
#include <string>

#include "absl/synchronization/mutex.h"
#include "common/config/loader.h"
#include "common/log/log.h"
#include "common/runtime/host.h"
#include "common/runtime/migrate.h"
#include "common/runtime/process.h"
#include "common/status/macros.h"

namespace tancua::runtime {
namespace {

constexpr char kHelp[] =
    "Usage: %s [--config FILE] [COMMAND [ARGUMENT…] | --migrate | --print-configuration | --help]\n"
    "\n"
    "  --config FILE           YAML configuration (or the environment variable TANCUA_CONFIG)\n"
    "  --migrate               bring the database up to this version, and end\n"
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

// What the command line asks for.
struct Request {
  enum class What { kServe, kCommand, kMigrate, kPrintConfiguration, kHelp, kNonsense };
  What what = What::kServe;
  std::string config_file;
  std::string command;
  std::vector<std::string> arguments;  // of the command
};

Request ParseArguments(int argc, char** argv) {
  const char* from_environment = std::getenv("TANCUA_CONFIG");
  Request request;
  request.config_file = from_environment == nullptr ? "" : from_environment;
  for (int i = 1; i < argc; ++i) {
    const std::string argument = argv[i];
    if (argument == "--config" && i + 1 < argc) {
      request.config_file = argv[++i];
    } else if (argument == "--help") {
      request.what = Request::What::kHelp;
      return request;
    } else if (request.what == Request::What::kCommand) {
      request.arguments.push_back(argument);
    } else if (argument == "--migrate") {
      request.what = Request::What::kMigrate;
    } else if (argument == "--print-configuration") {
      request.what = Request::What::kPrintConfiguration;
    } else if (!argument.empty() && argument.front() != '-') {
      request.what = Request::What::kCommand;
      request.command = argument;
    } else {
      request.what = Request::What::kNonsense;
      return request;
    }
  }
  return request;
}

void PrintHelp(std::FILE* out, const char* program, const Modules& modules) {
  std::fprintf(out, kHelp, program);
  bool any = false;
  for (const auto& module : modules) {
    for (const Command& command : module->commands()) {
      std::fprintf(out, "%s  %-22s  %s\n", any ? "" : "\nCommands:\n", command.name.c_str(),
                   command.help.c_str());
      any = true;
    }
  }
}

std::optional<Command> FindCommand(const Modules& modules, const std::string& name) {
  for (const auto& module : modules) {
    for (Command& command : module->commands()) {
      if (command.name == name) return std::move(command);
    }
  }
  return std::nullopt;
}

absl::Status RunCommand(const Command& command, const Request& request, const Modules& modules) {
  ASSIGN_OR_RETURN(auto config,
                   LoadProcessConfig({request.config_file, config::ProcessEnvironment()}, modules));
  ASSIGN_OR_RETURN(const auto process, Process::Bare(std::move(config)));
  return command.run(*process, request.arguments);
}

absl::Status RunMigrations(const Request& request, const Modules& modules) {
  ASSIGN_OR_RETURN(const auto config,
                   LoadProcessConfig({request.config_file, config::ProcessEnvironment()}, modules));
  return Migrate(config, modules);
}

int ExitCode(const char* program, const std::string& what, const absl::Status& status) {
  if (status.ok()) return 0;
  std::fprintf(stderr, "%s: %s: %s\n", program, what.c_str(),
               std::string(status.message()).c_str());
  return 1;
}

}  // namespace

int Main(int argc, char** argv, std::vector<ModuleFactory> factories) {
  // Debian's Abseil is a debug build in this: it would record the order of every two locks.
  absl::SetMutexDeadlockDetectionMode(absl::OnDeadlockCycle::kIgnore);
  const sigset_t signals = BlockStopSignals();
  const Request request = ParseArguments(argc, argv);
  Modules modules;
  for (ModuleFactory factory : factories) modules.push_back(factory());
  switch (request.what) {
    case Request::What::kServe:
      return ExitCode(argv[0], "cannot start",
                      Run(request.config_file, std::move(modules), signals));
    case Request::What::kCommand:
      if (const auto command = FindCommand(modules, request.command)) {
        // A command waits for nobody: it ends as its operator says.
        pthread_sigmask(SIG_UNBLOCK, &signals, nullptr);
        return ExitCode(argv[0], request.command, RunCommand(*command, request, modules));
      }
      break;
    case Request::What::kMigrate:
      // Cut short it has changed nothing: each step is one transaction.
      pthread_sigmask(SIG_UNBLOCK, &signals, nullptr);
      return ExitCode(argv[0], "cannot migrate", RunMigrations(request, modules));
    case Request::What::kPrintConfiguration:
      PrintConfiguration(modules);
      return 0;
    case Request::What::kHelp:
      PrintHelp(stdout, argv[0], modules);
      return 0;
    case Request::What::kNonsense:
      break;
  }
  PrintHelp(stderr, argv[0], modules);
  return 2;
}

}  // namespace tancua::runtime

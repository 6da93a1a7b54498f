#include <sys/stat.h>

#include <cstdio>
#include <string>

#include "absl/synchronization/mutex.h"
#include "services/admin/commands/commands.h"
#include "services/admin/console.h"

int main(int argc, char** argv) {
  using tancua::admin::Cli;
  // Debian's Abseil is a debug build in this: it would record the order of every two locks.
  absl::SetMutexDeadlockDetectionMode(absl::OnDeadlockCycle::kIgnore);
  umask(0077);  // whatever is written here is for nobody else
  Cli cli;
  tancua::admin::AddCommands(cli);
  try {
    cli.app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return cli.app.exit(error) == 0 ? tancua::admin::kDone : tancua::admin::kWrongUse;
  }
  const absl::Status status = cli.run();
  if (!status.ok()) std::fprintf(stderr, "tancua: %s\n", std::string(status.message()).c_str());
  return tancua::admin::ExitCodeOf(status);
}

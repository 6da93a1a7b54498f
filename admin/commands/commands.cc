#include "admin/commands/commands.h"

namespace tancua::admin {

void AddCommands(Cli& cli) {
  cli.app.name("tancua");
  cli.app.description("Administers an installation of Tận Cửa. `tancua COMMAND --help` says more.");
  cli.app.require_subcommand(1);
  cli.app.fallthrough();
  cli.app.add_flag("--json", cli.options.json, "answer in JSON, for scripts");
  cli.app
      .add_option("--config", cli.options.configs,
                  "configuration of a process; once for tancua-suite, else once for each service")
      ->envname("TANCUA_CONFIG")
      ->check(CLI::ExistingFile);
  cli.app.footer(
      "Exit code: 0 done, 1 failed, 2 wrong use, 3 something is not in order, 4 not signed in or "
      "refused, 5 nobody answers.");
  AddBackup(cli);
  AddRestore(cli);
  AddRestoreKeys(cli);
  AddVerifyBackup(cli);
}

}  // namespace tancua::admin

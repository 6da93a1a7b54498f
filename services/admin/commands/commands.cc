#include "services/admin/commands/commands.h"

namespace tancua::admin {

void AddCommands(Cli& cli) {
  cli.app.name("tancua");
  cli.app.description("Administers an installation of Tận Cửa. `tancua COMMAND --help` says more.");
  cli.app.set_version_flag("--version", TANCUA_VERSION);
  cli.app.require_subcommand(1);
  cli.app.fallthrough();
  cli.app.add_flag("--json", cli.options.json, "answer in JSON, for scripts");
  cli.app
      .add_option("--config", cli.options.configs,
                  "configuration: a folder (/etc/tancua), the file of tancua-suite, or, repeated, "
                  "those of the services")
      ->allow_extra_args(false)
      ->envname("TANCUA_CONFIG")
      ->check(CLI::ExistingPath);
  cli.app.add_option("--gateway", cli.options.gateway,
                     "address of the API; empty: this machine's, by the configuration");
  cli.app.add_option("--ca-file", cli.options.ca_file, "PEM: who vouches for its certificate");
  cli.app.footer(
      "Every command takes --json, --config, --gateway and --ca-file, too: see `tancua --help`.\n"
      "Exit code: 0 done, 1 failed, 2 wrong use, 3 something is not in order, 4 not signed in or "
      "refused, 5 nobody answers.");
  AddStatus(cli);
  AddSignIn(cli);
  AddSignOut(cli);
  AddOfficers(cli);
  AddClients(cli);
  AddCatalogue(cli);
  AddVerifyAudit(cli);
  AddKeys(cli);
  AddDeadLetters(cli);
  AddFigures(cli);
  AddTrace(cli);
  AddBackup(cli);
  AddRestore(cli);
  AddRestoreKeys(cli);
  AddVerifyBackup(cli);
}

}  // namespace tancua::admin

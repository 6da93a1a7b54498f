// Writes tancua(1) to standard output, for the package.
#include <cstdio>

#include "services/admin/commands/commands.h"
#include "services/admin/manual/page.h"

int main() {
  tancua::admin::Cli cli;
  tancua::admin::AddCommands(cli);
  std::fputs(tancua::admin::ManualPage(cli).c_str(), stdout);
}

#pragma once

#include "admin/console.h"

// The subcommands, one file each.
namespace tancua::admin {

void AddBackup(Cli& cli);
void AddRestore(Cli& cli);
void AddRestoreKeys(Cli& cli);
void AddVerifyBackup(Cli& cli);

// All of them, and the options that they share.
void AddCommands(Cli& cli);

}  // namespace tancua::admin

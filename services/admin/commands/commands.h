#pragma once

#include "services/admin/console.h"

// The subcommands, one file each.
namespace tancua::admin {

void AddBackup(Cli& cli);
void AddCatalogue(Cli& cli);
void AddClients(Cli& cli);
void AddDeadLetters(Cli& cli);
void AddFigures(Cli& cli);
void AddKeys(Cli& cli);
void AddOfficers(Cli& cli);
void AddRestore(Cli& cli);
void AddRestoreKeys(Cli& cli);
void AddSignIn(Cli& cli);
void AddSignOut(Cli& cli);
void AddStatus(Cli& cli);
void AddTrace(Cli& cli);
void AddVerifyAudit(Cli& cli);
void AddVerifyBackup(Cli& cli);

// All of them, and the options that they share.
void AddCommands(Cli& cli);

}  // namespace tancua::admin

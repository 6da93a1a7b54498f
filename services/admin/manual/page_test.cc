#include "services/admin/manual/page.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/admin/commands/commands.h"

namespace tancua::admin {
namespace {

using ::testing::HasSubstr;

TEST(ManualPage, HasEveryCommandWithItsOptions) {
  Cli cli;
  AddCommands(cli);
  const std::string page = ManualPage(cli);
  EXPECT_THAT(page, HasSubstr(".SS catalogue import\n"));
  EXPECT_THAT(page, HasSubstr(".B \\-\\-dry\\-run\n"));
  EXPECT_THAT(page, HasSubstr(".B \\-\\-display\\-name VALUE\nfull name; required\n"));
  for (const CLI::App* command : cli.app.get_subcommands([](const CLI::App*) { return true; })) {
    if (!command->get_subcommands([](const CLI::App*) { return true; }).empty()) continue;
    EXPECT_THAT(page, HasSubstr(command->get_description())) << command->get_name();
  }
}

}  // namespace
}  // namespace tancua::admin

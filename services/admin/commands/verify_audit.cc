#include "services/identity/verify_audit.h"

#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/config/loader.h"
#include "common/runtime/process.h"
#include "common/runtime/process_config.h"
#include "common/status/macros.h"
#include "services/admin/commands/commands.h"
#include "services/admin/installation.h"

namespace tancua::admin {
namespace {

// Reads the database itself: no deadline ends it, and who has the keys may.
absl::Status VerifyAudit(const Options& options, const std::string& anchor) {
  ASSIGN_OR_RETURN(runtime::ProcessConfig config, LoadProcess(options.configs, "identity"));
  ASSIGN_OR_RETURN(const auto process, runtime::Process::Bare(std::move(config)));
  std::vector<std::string> arguments;
  if (!anchor.empty()) arguments.push_back(anchor);
  ASSIGN_OR_RETURN(const auto last, identity::VerifyAuditOf(*process, arguments));
  Print(options,
        {{"entriesInOrder", last.seq}, {"anchor", absl::StrCat(last.seq, ":", last.hash)}});
  return absl::OkStatus();
}

}  // namespace

void AddVerifyAudit(Cli& cli) {
  auto anchor = std::make_shared<std::string>();
  cli.Add("verify-audit",
          "Verify the audit chain, and print its anchor to keep elsewhere (exit code 3 when it was "
          "changed)",
          [&cli, anchor] { return VerifyAudit(cli.options, *anchor); })
      ->add_option("ANCHOR", *anchor, "SEQ:HASH that was kept elsewhere");
}

}  // namespace tancua::admin

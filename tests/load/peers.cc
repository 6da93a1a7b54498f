#include "tests/load/peers.h"

#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "common/status/macros.h"
#include "tests/support/command.h"
#include "tests/support/node.h"
#include "tests/support/process.h"

namespace tancua::load {

absl::StatusOr<Peers> Peers::Install() {
  ASSIGN_OR_RETURN(std::string folder, testing::InstallNodePrograms("load/peers"));
  return Peers(std::move(folder));
}

absl::StatusOr<Load> Peers::FastifyPg(const std::string& database, absl::Duration each,
                                      const std::string& input) const {
  const testing::TemporaryFolder folder;  // for the log
  const int port = testing::FreePort();
  const std::string program = folder_ + "/fastify_pg.mjs";
  testing::ServiceProcess server({.executable = "node",
                                  .arguments = {program, absl::StrCat(port), database},
                                  .folder = folder.path(),
                                  .environment = {}});
  server.Start();
  RETURN_IF_ERROR(server.AwaitReady());
  absl::StatusOr<Load> load = LoadHttp(absl::StrCat("http://127.0.0.1:", port), each, input);
  (void)server.Terminate();  // its workers end with it
  return load;
}

absl::StatusOr<Peers::BullMqLoads> Peers::BullMq(const std::string& redis, int jobs) const {
  ASSIGN_OR_RETURN(
      const std::string output,
      testing::Output(absl::StrCat("node ", folder_, "/bullmq.mjs ", redis, " ", jobs)));
  const std::pair<std::string, std::string> figures = absl::StrSplit(output, ' ');
  BullMqLoads loads;
  if (!absl::SimpleAtod(figures.first, &loads.queued_and_worked_off.per_second) ||
      !absl::SimpleAtod(figures.second, &loads.worked_off.per_second)) {
    return absl::UnknownError(absl::StrCat("BullMQ said: ", output));
  }
  return loads;
}

}  // namespace tancua::load

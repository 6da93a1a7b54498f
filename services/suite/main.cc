// All services in one process: the embedded default of a small ward, and of the demo.
#include "common/runtime/host.h"
#include "services/dossier/module.h"
#include "services/gateway/module.h"
#include "services/identity/module.h"
#include "services/notification/module.h"
#include "services/simulator/module.h"
#include "services/statistics/module.h"
#include "services/survey/module.h"

int main(int argc, char** argv) {
  return tancua::runtime::Main(
      argc, argv,
      {tancua::identity::NewModule, tancua::dossier::NewModule, tancua::notification::NewModule,
       tancua::survey::NewModule, tancua::statistics::NewModule, tancua::simulator::NewModule,
       tancua::gateway::NewModule});
}

#include "common/runtime/host.h"
#include "services/gateway/module.h"

int main(int argc, char** argv) {
  return tancua::runtime::Main(argc, argv, {tancua::gateway::NewModule});
}

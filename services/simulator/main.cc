#include "common/runtime/host.h"
#include "services/simulator/module.h"

int main(int argc, char** argv) {
  return tancua::runtime::Main(argc, argv, {tancua::simulator::NewModule});
}

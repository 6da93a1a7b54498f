#include "common/runtime/host.h"
#include "services/statistics/module.h"

int main(int argc, char** argv) {
  return tancua::runtime::Main(argc, argv, {tancua::statistics::NewModule});
}

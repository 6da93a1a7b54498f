#include "common/runtime/host.h"
#include "services/identity/module.h"

int main(int argc, char** argv) {
  return tancua::runtime::Main(argc, argv, {tancua::identity::NewModule});
}

#include "common/runtime/host.h"
#include "services/survey/module.h"

int main(int argc, char** argv) {
  return tancua::runtime::Main(argc, argv, {tancua::survey::NewModule});
}

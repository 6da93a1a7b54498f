#include "services/notification/module.h"

int main(int argc, char** argv) {
  return tancua::runtime::Main(argc, argv, {tancua::notification::NewModule});
}

#include "services/dossier/module.h"

int main(int argc, char** argv) {
  return tancua::runtime::Main(argc, argv, {tancua::dossier::NewModule});
}

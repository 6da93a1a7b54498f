#pragma once

#include <string>

namespace tancua::dossier::catalogue {

// Where a catalogue may be.
struct Folders {
  std::string configured;  // dossier.procedures; may be empty
  std::string data_dir;    // of the service
  std::string asset_dir;   // of the suite

  // The ward's own: the configured one, or one in the data folder. `tancua catalogue import`
  // makes it.
  [[nodiscard]] std::string Own() const;
  // The ward's own, if it is configured or was imported; else what comes with the suite.
  [[nodiscard]] std::string InUse() const;
};

}  // namespace tancua::dossier::catalogue

#pragma once

#include <string>

#include "CLI/CLI.hpp"

namespace tancua::admin {

// Which archive a subcommand opens, and with what.
struct ArchiveWords {
  std::string file;
  std::string identity;
};

inline void AddArchiveWords(CLI::App& command, ArchiveWords& words) {
  command.add_option("FILE", words.file, "the archive")->required()->check(CLI::ExistingFile);
  command.add_option("--identity", words.identity, "file of the private key (AGE-SECRET-KEY-…)")
      ->required()
      ->check(CLI::ExistingFile);
}

}  // namespace tancua::admin

#pragma once

#include <functional>
#include <string>
#include <vector>

#include "CLI/CLI.hpp"
#include "absl/status/status.h"
#include "nlohmann/json.hpp"

// How the administrator's command reads its words and says what it has to say.
namespace tancua::admin {

// What holds for every subcommand.
struct Options {
  std::vector<std::string> configs;  // files of the processes of this machine
  bool json = false;                 // for scripts
  std::string gateway;               // another than the configuration's
  std::string ca_file;               // who vouches for its certificate; empty: the system's
};

// One run of the command: the subcommand that was named leaves in `run` what is to be done, so that
// nothing is done before all words are understood.
struct Cli {
  CLI::App app;
  Options options;
  std::function<absl::Status()> run;

  // A subcommand that does `action`.
  CLI::App* Add(const std::string& name, const std::string& help,
                std::function<absl::Status()> action);
  // The same below `group`: "officers list".
  CLI::App* Add(CLI::App& group, const std::string& name, const std::string& help,
                std::function<absl::Status()> action);
  // What only has subcommands.
  CLI::App* AddGroup(const std::string& name, const std::string& help);
};

// Prints `value`: as JSON for scripts, else as lines "name  value" (an object) or as a table (an
// array of objects, whose first has the columns).
void Print(const Options& options, const nlohmann::ordered_json& value);
// The same as text; the form for people.
[[nodiscard]] std::string Table(const nlohmann::ordered_json& value);

// What the exit code says, also in docs/administration.md.
enum ExitCode {
  kDone = 0,
  kFailed = 1,
  kWrongUse = 2,    // words or configuration
  kFoundWrong = 3,  // it ran, and what it looked at is not in order
  kRefused = 4,     // not signed in, or not allowed
  kUnreachable = 5  // nobody answers
};
[[nodiscard]] int ExitCodeOf(const absl::Status& status);

}  // namespace tancua::admin

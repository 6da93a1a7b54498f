#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/time/time.h"

// How the suite is, as far as its processes tell.
namespace tancua::gateway::state {

struct Process {
  std::string name;
  bool answers = false;
  bool ready = false;
  std::string version;
  std::vector<std::string> wrong;  // checks that are not "ok"
};

// What a service has written and its readers have not yet seen.
struct Outbox {
  std::string service;
  double events = 0;
  double lag_seconds = 0;
};

// What a reader of events has still to do.
struct Consumer {
  std::string group;
  double lag_seconds = 0;
  double retries = 0;
  double dead_letters = 0;
};

struct Certificate {
  std::string process;
  std::string listener;
  absl::Time expires;
};

// A warning or an error of a log, already masked.
struct Problem {
  std::string process;
  std::string time;  // RFC 3339
  std::string level;
  std::string event;
  std::string facts;
};

struct Ratio {
  std::int64_t numerator = 0;
  std::int64_t denominator = 0;
};

struct Figures {
  std::int64_t received = 0;
  std::int64_t overdue = 0;
  Ratio on_time;
  Ratio satisfaction;
};

struct State {
  absl::Time as_of;
  std::string ward;  // code; empty when none is configured
  std::vector<Process> processes;
  std::vector<Outbox> outboxes;
  std::vector<Consumer> consumers;
  std::vector<Certificate> certificates;
  std::vector<Problem> problems;   // newest first
  std::optional<Figures> figures;  // today's; none when statistics did not answer
};

// What an operator should look at, a Vietnamese sentence each; empty when all is well.
[[nodiscard]] std::vector<std::string> Concerns(const State& state);

}  // namespace tancua::gateway::state

#include "services/gateway/state/collector.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/calendar/calendar.h"
#include "common/status/macros.h"
#include "common/status/view.h"
#include "nlohmann/json.hpp"
#include "services/gateway/state/metrics_text.h"
#include "tancua/statistics/v1/statistics_service.pb.h"

namespace tancua::gateway::state {
namespace {

constexpr absl::Duration kPatience = absl::Seconds(1);
constexpr std::size_t kProblemsShown = 20;
constexpr char kHere[] = "tiến trình này";

nlohmann::json Parse(const std::string& text) {
  return nlohmann::json::parse(text, nullptr, /*allow_exceptions=*/false);
}

void ReadReadiness(const std::string& text, Process& process) {
  const nlohmann::json said = Parse(text);
  if (!said.is_object()) return;
  process.answers = true;
  process.ready = said.value("ready", false);
  const nlohmann::json checks = said.value("checks", nlohmann::json::object());
  for (const auto& [check, outcome] : checks.items()) {
    if (outcome != "ok") process.wrong.push_back(absl::StrCat(check, ": ", outcome.dump()));
  }
}

// What a process of several services says, as if each had its own: a check that names a service,
// as "dossier.database", is that one's.
std::vector<Process> ByService(const Process& whole, const std::vector<std::string>& services) {
  const auto names = [](const std::string& check, const std::string& service) {
    return check.starts_with(service + ".");
  };
  std::vector<Process> all;
  for (const std::string& service : services) {
    Process process{
        .name = service, .answers = whole.answers, .version = whole.version, .wrong = {}};
    for (const std::string& check : whole.wrong) {
      const bool elsewhere = !names(check, service) && std::any_of(services.begin(), services.end(),
                                                                   [&](const std::string& other) {
                                                                     return names(check, other);
                                                                   });
      if (!elsewhere) process.wrong.push_back(check);
    }
    process.ready = whole.answers && process.wrong.empty();
    all.push_back(std::move(process));
  }
  return all;
}

// The entry of `all` whose `key` is `name`, made when it is not there.
template <class Entry>
Entry& EntryOf(std::vector<Entry>& all, std::string Entry::*key, const std::string& name) {
  const auto it =
      std::find_if(all.begin(), all.end(), [&](const Entry& entry) { return entry.*key == name; });
  if (it != all.end()) return *it;
  all.emplace_back().*key = name;
  return all.back();
}

void ReadSample(const Sample& sample, Process& process, State& state) {
  const auto outbox = [&]() -> Outbox& {
    return EntryOf(state.outboxes, &Outbox::service, sample.Label("service"));
  };
  const auto consumer = [&]() -> Consumer& {
    return EntryOf(state.consumers, &Consumer::group, sample.Label("group"));
  };
  if (sample.name == "tancua_runtime_build_info") {
    process.version = sample.Label("version");
  } else if (sample.name == "tancua_events_outbox_backlog_events") {
    outbox().events += sample.value;
  } else if (sample.name == "tancua_events_outbox_lag_seconds") {
    outbox().lag_seconds = std::max(outbox().lag_seconds, sample.value);
  } else if (sample.name == "tancua_events_lag_seconds") {
    consumer().lag_seconds = std::max(consumer().lag_seconds, sample.value);
  } else if (sample.name == "tancua_events_retry_events") {
    consumer().retries += sample.value;
  } else if (sample.name == "tancua_events_dead_letters") {
    consumer().dead_letters = std::max(consumer().dead_letters, sample.value);
  } else if (sample.name == "tancua_tls_certificate_expiry_timestamp_seconds") {
    state.certificates.push_back({process.name, sample.Label("listener"),
                                  absl::FromUnixSeconds(static_cast<std::int64_t>(sample.value))});
  }
}

Problem ReadProblem(const std::string& process, const nlohmann::json& line) {
  Problem problem{.process = process,
                  .time = line.value("time", ""),
                  .level = line.value("level", ""),
                  .event = line.value("event", ""),
                  .facts = {}};
  for (const auto& [key, value] : line.items()) {
    if (key == "time" || key == "level" || key == "event" || key == "span" || key == "parent") {
      continue;
    }
    absl::StrAppend(&problem.facts, problem.facts.empty() ? "" : ", ", key, ": ",
                    value.is_string() ? value.get<std::string>() : value.dump());
  }
  return problem;
}

Ratio FromWire(const statistics::v1::Ratio& ratio) {
  return {.numerator = ratio.numerator(), .denominator = ratio.denominator()};
}

}  // namespace

void Bind(config::Binder& b, StateConfig& c) {
  b.Value("ward", c.ward, "code of the ward whose figures of today are shown; empty: none");
  b.Value("ca_file", c.ca_file,
          "authority of the certificates of those admin ports; empty: the system's");
  for (auto& [service, url] : c.processes) {
    b.Value(service, url,
            "address of the admin port of its process (\"http://127.0.0.1:9101\"); empty: it runs "
            "in this one, or is not shown");
  }
}

Collector::Collector(StateConfig config, Deps deps)
    : config_(std::move(config)),
      deps_(std::move(deps)),
      http_({.ca_file = config_.ca_file, .certificate_file = {}, .private_key_file = {}}) {}

State Collector::Collect() {
  State state{.as_of = deps_.clock.Now(), .ward = config_.ward};
  CollectProcess(
      kHere, [this](std::string_view path) { return deps_.own_admin(path); }, state);
  state.processes = ByService(state.processes.front(), deps_.services);
  for (const auto& [service, url] : config_.processes) {
    if (url.empty()) continue;
    CollectProcess(
        service, [this, &url = url](std::string_view path) { return AskOther(url, path); }, state);
  }
  std::sort(state.outboxes.begin(), state.outboxes.end(),
            [](const Outbox& a, const Outbox& b) { return a.service < b.service; });
  std::sort(state.consumers.begin(), state.consumers.end(),
            [](const Consumer& a, const Consumer& b) { return a.group < b.group; });
  std::stable_sort(state.problems.begin(), state.problems.end(),
                   [](const Problem& a, const Problem& b) { return a.time > b.time; });
  if (state.problems.size() > kProblemsShown) state.problems.resize(kProblemsShown);
  if (!config_.ward.empty()) {
    if (auto figures = Today(state.as_of); figures.ok()) state.figures = *std::move(figures);
  }
  return state;
}

void Collector::CollectProcess(const std::string& name, const Ask& ask, State& state) {
  Process process{.name = name, .version = {}, .wrong = {}};
  if (const auto ready = ask("/readyz"); ready.ok()) ReadReadiness(*ready, process);
  if (process.answers) {
    if (const auto metrics = ask("/metrics"); metrics.ok()) {
      for (const Sample& sample : ParseMetrics(*metrics)) ReadSample(sample, process, state);
    }
    const auto problems = ask("/problems");
    const nlohmann::json lines = problems.ok() ? Parse(*problems) : nlohmann::json();
    if (lines.is_array()) {
      for (const auto& line : lines) {
        if (line.is_object()) state.problems.push_back(ReadProblem(name, line));
      }
    }
  }
  state.processes.push_back(std::move(process));
}

absl::StatusOr<std::string> Collector::AskOther(const std::string& url, std::string_view path) {
  ASSIGN_OR_RETURN(auto answer,
                   http_.Send({.url = absl::StrCat(url, View(path)), .timeout = kPatience}));
  return std::move(answer.body);
}

absl::StatusOr<Figures> Collector::Today(absl::Time now) {
  const std::string today = calendar::FormatDay(calendar::LocalDay(now));
  statistics::v1::GetWardStatisticsRequest request;
  request.set_name(absl::StrCat("wards/", config_.ward, "/statistics"));
  request.set_from(today);
  request.set_to(today);
  statistics::v1::WardStatistics said;
  rpc::Call call;
  call.deadline = now + kPatience;
  RETURN_IF_ERROR(rpc::Invoke(deps_.statistics, call,
                              "tancua.statistics.v1.StatisticsService/GetWardStatistics", request,
                              said));
  return Figures{.received = said.received(),
                 .overdue = said.overdue(),
                 .on_time = FromWire(said.on_time()),
                 .satisfaction = FromWire(said.satisfaction())};
}

}  // namespace tancua::gateway::state

#include <fstream>
#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include "common/status/macros.h"
#include "services/admin/commands/commands.h"
#include "services/admin/trace/report.h"

namespace tancua::admin {
namespace {

struct Words {
  std::string id;
  std::vector<std::string> logs;
};

absl::Status Trace(const Options& options, const Words& words) {
  std::vector<trace_report::Line> lines;
  if (words.logs.empty()) trace_report::ReadLines(std::cin, lines);
  for (const std::string& file : words.logs) {
    std::ifstream log(file);
    if (!log) return absl::NotFoundError("cannot read " + file);
    trace_report::ReadLines(log, lines);
  }
  if (options.json) {
    ASSIGN_OR_RETURN(const auto found, trace_report::LinesOf(lines, words.id));
    nlohmann::ordered_json shown = nlohmann::ordered_json::array();
    for (const trace_report::Line* line : found) shown.emplace_back(line->fields);
    Print(options, shown);
    return absl::OkStatus();
  }
  ASSIGN_OR_RETURN(const std::string report, trace_report::Report(lines, words.id));
  std::cout << report;
  return absl::OkStatus();
}

}  // namespace

void AddTrace(Cli& cli) {
  auto words = std::make_shared<Words>();
  CLI::App* trace = cli.Add(
      "trace", "Print the way of a request or a dossier through the services, from their logs",
      [&cli, words] { return Trace(cli.options, *words); });
  trace
      ->add_option(
          "ID", words->id,
          "a trace, the code of a dossier, or the id of a request, an error, an event or a "
          "message")
      ->required();
  trace->add_option("LOG", words->logs,
                    "files with the JSON lines of the services; without any, standard input");
  trace->footer(
      "journalctl --namespace=tancua -o cat --since today | tancua trace H29.27442-261122-0001\n"
      "kubectl logs -l app.kubernetes.io/part-of=tancua --prefix | tancua trace ID");
}

}  // namespace tancua::admin

// What happened to a request or a dossier, from the logs of all services.
#include <cstdio>
#include <cstring>
#include <fstream>
#include <iostream>
#include <string>
#include <vector>

#include "tools/trace/report.h"

namespace {

constexpr char kHelp[] =
    "Usage: tancua-trace ID [LOG…]\n"
    "\n"
    "Prints the way of a request or a dossier through the services, as a tree with times.\n"
    "ID is that of a trace, the code of a dossier, or the id of a request, an error, an event\n"
    "or a message. LOGs are files with the JSON lines that services write; without any they\n"
    "are read from standard input:\n"
    "\n"
    "  journalctl -o cat -u 'tancua*' --since today | tancua-trace H29.27442-261122-0001\n"
    "  kubectl logs -l app.kubernetes.io/part-of=tancua --prefix | tancua-trace ID\n";

int Run(const std::string& id, const std::vector<std::string>& files) {
  std::vector<tancua::trace_report::Line> lines;
  if (files.empty()) tancua::trace_report::ReadLines(std::cin, lines);
  for (const std::string& file : files) {
    std::ifstream log(file);
    if (!log) {
      std::fprintf(stderr, "tancua-trace: cannot read %s: %s\n", file.c_str(),
                   std::strerror(errno));
      return 1;
    }
    tancua::trace_report::ReadLines(log, lines);
  }
  const auto report = tancua::trace_report::Report(lines, id);
  if (!report.ok()) {
    std::fprintf(stderr, "tancua-trace: %s\n", std::string(report.status().message()).c_str());
    return 1;
  }
  std::fputs(report->c_str(), stdout);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  if (arguments.size() == 1 && arguments[0] == "--help") {
    std::fputs(kHelp, stdout);
    return 0;
  }
  if (arguments.empty() || arguments[0].starts_with("-")) {
    std::fputs(kHelp, stderr);
    return 2;
  }
  return Run(arguments[0], {arguments.begin() + 1, arguments.end()});
}

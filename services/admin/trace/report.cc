#include "services/admin/trace/report.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/time.h"
#include "common/calendar/calendar.h"
#include "common/status/macros.h"
#include "common/status/view.h"

namespace tancua::trace_report {
namespace {

constexpr const char* kNamingFields[] = {"trace", "error_id", "request_id", "id", "message"};

// A step: its own line, and what else was logged meanwhile.
struct Step {
  const Line* line = nullptr;
  std::vector<const Line*> notes;
  std::vector<const Step*> below;

  [[nodiscard]] const Line& any() const { return line != nullptr ? *line : *notes.front(); }
  [[nodiscard]] std::int64_t start_us() const { return any().start_us(); }
};

bool Names(const Line& line, std::string_view id) {
  const std::string dossier = line.Text("dossier");
  if (!dossier.empty() && (dossier == id || dossier == absl::StrCat("dossiers/", View(id)))) {
    return true;
  }
  return std::any_of(std::begin(kNamingFields), std::end(kNamingFields),
                     [&](const char* field) { return line.Text(field) == id; });
}

// "FileDossier" of "tancua.dossier.v1.DossierService/FileDossier", "DossierChanged" of
// "tancua.dossier.v1.DossierChanged".
std::string Short(const std::string& name) { return name.substr(name.find_last_of("./") + 1); }

// "dossier" of "tancua.dossier.v1.…".
std::string ServiceOf(const std::string& name) {
  const std::size_t begin = name.find('.') + 1;
  return name.substr(begin, name.find('.', begin) - begin);
}

std::string Milliseconds(std::int64_t us) {
  return absl::StrFormat("%.1f ms", static_cast<double>(us) / 1000);
}

struct Shown {
  std::string service;  // empty: that of the step above
  std::string what;
};

// The lines that tell of a whole step; anything else is a note.
bool TellsAStep(const std::string& event) {
  return event == "gateway.request" || event == "rpc.call" || event == "event.handled" ||
         event == "notification.attempt" || event == "http.call" || event == "simulator.request";
}

std::string Status(const Line& line) {
  const auto status = line.fields.find("status");
  return status == line.fields.end() ? "" : status->dump();
}

Shown ShowStep(const Line& line) {
  const std::string event = line.Text("event");
  if (event == "gateway.request") {
    return {"gateway",
            absl::StrCat(line.Text("method"), " ", line.Text("route"), " ", Status(line))};
  }
  if (event == "rpc.call") {
    return {
        ServiceOf(line.Text("method")),
        absl::StrCat(Short(line.Text("method")), " ", line.Text("code"), " ", line.Text("actor"))};
  }
  if (event == "event.handled") {
    return {line.Text("group"),
            absl::StrCat("event ", Short(line.Text("type")), " ", line.Text("outcome"))};
  }
  if (event == "notification.attempt") {
    const bool sent = line.fields.value("sent", false);
    return {"notification", absl::StrCat("message ", line.Text("template"), " by ",
                                         line.Text("provider"), sent ? " sent" : " not sent")};
  }
  if (event == "http.call") {
    return {"",
            absl::StrCat("calls ", line.Text("method"), " ", line.Text("host"), " ", Status(line))};
  }
  return {"simulator",
          absl::StrCat(line.Text("method"), " ", line.Text("path"), " ", Status(line))};
}

// What a line adds for a reader who looks for what went wrong.
std::string Facts(const Line& line) {
  std::string facts;
  for (const char* key : {"reason", "error", "cause", "error_id", "ward", "dossier"}) {
    if (const std::string text = line.Text(key); !text.empty()) {
      absl::StrAppend(&facts, "  ", key, "=", text);
    }
  }
  return facts;
}

class Tree {
 public:
  explicit Tree(const std::vector<const Line*>& lines) {
    for (const Line* line : lines) {
      Step& step = steps_[line->span];
      if (step.line == nullptr && TellsAStep(line->Text("event"))) {
        step.line = line;
      } else {
        step.notes.push_back(line);
      }
    }
    for (auto& [span, step] : steps_) {
      const auto above = steps_.find(step.any().parent);
      (above == steps_.end() ? roots_ : above->second.below).push_back(&step);
    }
    Sort(roots_);
    for (auto& [span, step] : steps_) Sort(step.below);
  }

  [[nodiscard]] std::int64_t start_us() const { return roots_.front()->start_us(); }

  [[nodiscard]] std::string Print(const std::string& trace) const {
    std::string out =
        absl::StrCat("trace ", trace, "  ",
                     absl::FormatTime("%Y-%m-%d %H:%M:%E3S", absl::FromUnixMicros(start_us()),
                                      calendar::Vietnam()),
                     " (+07)\n");
    for (const Step* root : roots_) Print(*root, 0, "", out);
    return out;
  }

 private:
  static void Sort(std::vector<const Step*>& steps) {
    std::stable_sort(steps.begin(), steps.end(),
                     [](const Step* a, const Step* b) { return a->start_us() < b->start_us(); });
  }

  void Print(const Step& step, int depth, const std::string& above, std::string& out) const {
    const std::string indent(static_cast<std::size_t>(2 * depth), ' ');
    std::string service = above;
    const auto when = [&](std::int64_t us) {
      return absl::StrFormat("%12s  %s", "+" + Milliseconds(us - start_us()), indent);
    };
    if (step.line != nullptr) {
      const Shown shown = ShowStep(*step.line);
      if (!shown.service.empty()) service = shown.service;
      absl::StrAppend(&out, when(step.start_us()), service, ": ", shown.what);
      if (step.line->took_us > 0) absl::StrAppend(&out, ", ", Milliseconds(step.line->took_us));
      absl::StrAppend(&out, Facts(*step.line), "\n");
    }
    for (const Line* note : step.notes) {
      absl::StrAppend(&out, when(note->end_us), "  ! ", note->Text("event"), Facts(*note), "\n");
    }
    for (const Step* below : step.below) Print(*below, depth + 1, service, out);
  }

  std::map<std::string, Step> steps_;
  std::vector<const Step*> roots_;
};

}  // namespace

absl::StatusOr<std::vector<const Line*>> LinesOf(const std::vector<Line>& lines,
                                                 std::string_view id) {
  std::set<std::string> named;
  for (const Line& line : lines) {
    if (!id.empty() && Names(line, id)) named.insert(line.trace);
  }
  if (named.empty()) {
    return absl::NotFoundError(
        absl::StrCat("no line of these logs names ", View(id),
                     "; are they the logs of all services, and do they reach back far enough?"));
  }
  std::vector<const Line*> its;
  for (const Line& line : lines) {
    if (named.count(line.trace) > 0) its.push_back(&line);
  }
  std::stable_sort(its.begin(), its.end(), [](const Line* a, const Line* b) {
    return std::pair(a->trace, a->start_us()) < std::pair(b->trace, b->start_us());
  });
  return its;
}

absl::StatusOr<std::string> Report(const std::vector<Line>& lines, std::string_view id) {
  ASSIGN_OR_RETURN(const std::vector<const Line*> its, LinesOf(lines, id));
  std::map<std::string, std::vector<const Line*>> by_trace;
  for (const Line* line : its) by_trace[line->trace].push_back(line);
  std::vector<std::pair<std::int64_t, std::string>> printed;
  for (const auto& [trace, its] : by_trace) {
    const Tree tree(its);
    printed.emplace_back(tree.start_us(), tree.Print(trace));
  }
  std::sort(printed.begin(), printed.end());
  std::string out;
  for (const auto& [start, text] : printed) absl::StrAppend(&out, out.empty() ? "" : "\n", text);
  return out;
}

}  // namespace tancua::trace_report

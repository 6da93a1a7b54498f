#include "services/gateway/state/page.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_replace.h"
#include "common/calendar/calendar.h"
#include "kainjow/mustache.hpp"

namespace tancua::gateway::state {
namespace {

using kainjow::mustache::data;

std::string Local(absl::Time time) {
  return absl::FormatTime("%d/%m/%Y %H:%M:%S", time, calendar::Vietnam());
}

std::string LocalOf(const std::string& rfc3339) {
  absl::Time time;
  std::string error;
  return absl::ParseTime(absl::RFC3339_full, rfc3339, &time, &error) ? Local(time) : rfc3339;
}

std::string Number(double value) { return absl::StrFormat("%.0f", value); }

// With the comma of Vietnamese.
std::string Decimal(double value) {
  return absl::StrReplaceAll(absl::StrFormat("%.1f", value), {{".", ","}});
}

std::string Seconds(double value) { return absl::StrCat(Decimal(value), " giây"); }

// Never without what it is a share of.
std::string Text(const Ratio& ratio) {
  if (ratio.denominator == 0) return "chưa có (0/0)";
  return absl::StrFormat("%s%% (%d/%d)",
                         Decimal(100.0 * static_cast<double>(ratio.numerator) /
                                 static_cast<double>(ratio.denominator)),
                         ratio.numerator, ratio.denominator);
}

data Row(const Process& process) {
  data row{data::type::object};
  row["name"] = process.name;
  row["version"] = process.version.empty() ? "–" : process.version;
  row["good"] = process.ready ? data::type::bool_true : data::type::bool_false;
  row["state"] = !process.answers ? "Không trả lời" : process.ready ? "Sẵn sàng" : "Chưa sẵn sàng";
  data wrong{data::type::list};
  for (const std::string& check : process.wrong) wrong << data{"check", check};
  row["wrong"] = std::move(wrong);
  return row;
}

data Row(const Outbox& outbox) {
  data row{data::type::object};
  row["service"] = outbox.service;
  row["events"] = Number(outbox.events);
  row["lag"] = Seconds(outbox.lag_seconds);
  return row;
}

data Row(const Consumer& consumer) {
  data row{data::type::object};
  row["group"] = consumer.group;
  row["lag"] = Seconds(consumer.lag_seconds);
  row["retries"] = Number(consumer.retries);
  row["dead"] = Number(consumer.dead_letters);
  return row;
}

data Row(const Certificate& certificate, absl::Time now) {
  data row{data::type::object};
  row["process"] = certificate.process;
  row["listener"] = certificate.listener;
  row["expires"] = Local(certificate.expires);
  row["days"] = absl::StrCat(absl::ToInt64Hours(certificate.expires - now) / 24);
  return row;
}

data Row(const Problem& problem) {
  data row{data::type::object};
  row["time"] = LocalOf(problem.time);
  row["process"] = problem.process;
  row["level"] = problem.level == "error" ? "lỗi" : "cảnh báo";
  row["event"] = problem.event;
  row["facts"] = problem.facts;
  return row;
}

template <class Entry>
data Rows(const std::vector<Entry>& entries) {
  data rows{data::type::list};
  for (const Entry& entry : entries) rows << Row(entry);
  return rows;
}

void AddFigures(const State& state, data& page) {
  page["ward"] = state.ward;
  if (!state.figures) {
    page["no_figures"] = state.ward.empty() ? "Chưa chọn phường, xã (cấu hình gateway.state.ward)."
                                            : "Dịch vụ thống kê không trả lời.";
    return;
  }
  data figures{data::type::object};
  figures["received"] = absl::StrCat(state.figures->received);
  figures["overdue"] = absl::StrCat(state.figures->overdue);
  figures["on_time"] = Text(state.figures->on_time);
  figures["satisfaction"] = Text(state.figures->satisfaction);
  page["figures"] = std::move(figures);
}

}  // namespace

std::string RenderPage(const State& state) {
  data page{data::type::object};
  page["as_of"] = Local(state.as_of);
  const std::vector<std::string> concerns = Concerns(state);
  data list{data::type::list};
  for (const std::string& concern : concerns) list << data{"text", concern};
  page["concerns"] = std::move(list);
  page["well"] = concerns.empty() ? data::type::bool_true : data::type::bool_false;
  AddFigures(state, page);
  page["processes"] = Rows(state.processes);
  page["outboxes"] = Rows(state.outboxes);
  page["consumers"] = Rows(state.consumers);
  data certificates{data::type::list};
  for (const Certificate& each : state.certificates) certificates << Row(each, state.as_of);
  page["certificates"] = std::move(certificates);
  page["problems"] = Rows(state.problems);
  return kainjow::mustache::mustache(std::string(StateTemplate())).render(page);
}

}  // namespace tancua::gateway::state

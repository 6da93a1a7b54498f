#include "common/calendar/calendar_data.h"

#include <algorithm>
#include <map>
#include <set>

#include "absl/strings/str_cat.h"
#include "common/calendar/calendar.h"
#include "common/status/macros.h"
#include "common/status/view.h"
#include "yaml-cpp/yaml.h"

namespace tancua::calendar {
namespace {

using Kind = CalendarData::Kind;

constexpr std::array<const char*, CalendarData::kDaysOfWeek> kWeekdays{
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};
constexpr char kMakeUpDay[] = "make_up_day";

absl::Status At(const YAML::Node& node, std::string_view problem) {
  return absl::InvalidArgumentError(
      absl::StrCat("calendar: line ", node.Mark().line + 1, ": ", View(problem)));
}

absl::Status RefuseUnknownKeys(const YAML::Node& node, const std::set<std::string>& known) {
  if (!node.IsMap()) return At(node, "expected keys with values");
  for (const auto& entry : node) {
    if (!known.contains(entry.first.Scalar())) {
      return At(entry.first, absl::StrCat("unknown key ", entry.first.Scalar()));
    }
  }
  return absl::OkStatus();
}

absl::StatusOr<std::string> Text(const YAML::Node& parent, const char* key) {
  const YAML::Node value = parent[key];
  if (!value || !value.IsScalar() || value.Scalar().empty()) {
    return At(parent, absl::StrCat(key, " is missing"));
  }
  return value.Scalar();
}

// "07:30" → 450; -1 when it is no time of day.
int Minute(std::string_view text) {
  const auto digit = [&](std::size_t at) { return text[at] - '0'; };
  if (text.size() != 5 || text[2] != ':') return -1;
  for (const std::size_t at : {0, 1, 3, 4}) {
    if (digit(at) < 0 || digit(at) > 9) return -1;
  }
  const int hour = digit(0) * 10 + digit(1);
  const int minute = digit(3) * 10 + digit(4);
  return hour < 24 && minute < 60 ? hour * 60 + minute : -1;
}

// The end of the last shift of ["07:30-11:30", "13:00-17:00"]; 0 for an empty list.
absl::StatusOr<int> ReadClosing(const YAML::Node& shifts) {
  if (!shifts.IsSequence()) return At(shifts, "expected a list of shifts");
  int closing = 0;
  for (const YAML::Node& shift : shifts) {
    const std::string text = shift.as<std::string>();
    const std::size_t dash = text.find('-');
    const int begin = Minute(std::string_view(text).substr(0, dash));
    const int end =
        dash == std::string::npos ? -1 : Minute(std::string_view(text).substr(dash + 1));
    if (begin < closing || end <= begin) {
      return At(shift, "a shift is written 07:30-11:30, and shifts follow one another");
    }
    closing = end;
  }
  return closing;
}

absl::Status ReadWorkingHours(const YAML::Node& hours, CalendarData& data) {
  std::set<std::string> known(kWeekdays.begin(), kWeekdays.end());
  known.insert(kMakeUpDay);
  RETURN_IF_ERROR(RefuseUnknownKeys(hours, known));
  for (std::size_t i = 0; i < kWeekdays.size(); ++i) {
    if (!hours[kWeekdays[i]]) return At(hours, absl::StrCat(kWeekdays[i], " is missing"));
    ASSIGN_OR_RETURN(data.closing_minute[i], ReadClosing(hours[kWeekdays[i]]));
  }
  if (!hours[kMakeUpDay]) return At(hours, "make_up_day is missing");
  ASSIGN_OR_RETURN(data.make_up_closing_minute, ReadClosing(hours[kMakeUpDay]));
  if (data.make_up_closing_minute == 0) return At(hours[kMakeUpDay], "has no shift");
  return absl::OkStatus();
}

absl::Status ReadCutoff(const YAML::Node& cutoff, CalendarData& data) {
  RETURN_IF_ERROR(RefuseUnknownKeys(cutoff, {"time", "legal_basis"}));
  RETURN_IF_ERROR(Text(cutoff, "legal_basis").status());
  ASSIGN_OR_RETURN(const std::string time, Text(cutoff, "time"));
  data.cutoff_minute = Minute(time);
  if (data.cutoff_minute < 0) return At(cutoff["time"], "a time of day is written 15:00");
  return absl::OkStatus();
}

absl::StatusOr<absl::CivilDay> ReadDay(const YAML::Node& node, const CalendarData& data) {
  const absl::StatusOr<absl::CivilDay> day = ParseDay(node.as<std::string>());
  if (!day.ok()) return At(node, StdView(day.status().message()));
  if (day->year() < data.first_year || day->year() > data.last_year) {
    return At(node, "lies outside the years of the calendar");
  }
  return *day;
}

absl::StatusOr<CalendarData::Entry> ReadEntry(const YAML::Node& node, Kind kind,
                                              const CalendarData& data) {
  RETURN_IF_ERROR(RefuseUnknownKeys(node, {"days", "title", "legal_basis", "provisional"}));
  // Every entry says by which law, though no code reads it.
  RETURN_IF_ERROR(Text(node, "legal_basis").status());
  CalendarData::Entry entry{.kind = kind};
  ASSIGN_OR_RETURN(entry.title, Text(node, "title"));
  if (!node["days"].IsSequence() || node["days"].size() == 0) return At(node, "days is missing");
  for (const YAML::Node& element : node["days"]) {
    ASSIGN_OR_RETURN(const absl::CivilDay day, ReadDay(element, data));
    if (!entry.days.empty() && day <= entry.days.back()) return At(element, "days must ascend");
    entry.days.push_back(day);
  }
  entry.provisional = kind == Kind::kUndecided;
  if (const YAML::Node provisional = node["provisional"]; provisional) {
    entry.provisional = provisional.as<bool>();
  }
  return entry;
}

absl::Status ReadEntries(const YAML::Node& list, Kind kind, CalendarData& data) {
  if (!list) return absl::OkStatus();
  if (!list.IsSequence()) return At(list, "expected a list");
  for (const YAML::Node& node : list) {
    ASSIGN_OR_RETURN(CalendarData::Entry entry, ReadEntry(node, kind, data));
    data.entries.push_back(std::move(entry));
  }
  return absl::OkStatus();
}

absl::Status RefuseDaysSaidTwice(const CalendarData& data) {
  std::set<absl::CivilDay> seen;
  for (const CalendarData::Entry& entry : data.entries) {
    for (const absl::CivilDay day : entry.days) {
      if (seen.insert(day).second) continue;
      return absl::InvalidArgumentError(
          absl::StrCat("calendar: ", FormatDay(day), " has two entries"));
    }
  }
  return absl::OkStatus();
}

absl::StatusOr<CalendarData> Read(const YAML::Node& root) {
  RETURN_IF_ERROR(RefuseUnknownKeys(root, {"title", "years", "working_hours", "same_day_cutoff",
                                           "days_off", "make_up_days", "undecided"}));
  for (const char* key : {"years", "working_hours", "same_day_cutoff"}) {
    if (!root[key]) return At(root, absl::StrCat(key, " is missing"));
  }
  CalendarData data;
  RETURN_IF_ERROR(RefuseUnknownKeys(root["years"], {"first", "last"}));
  data.first_year = root["years"]["first"].as<int>();
  data.last_year = root["years"]["last"].as<int>();
  constexpr int kMostYears = 100;  // an index of days is kept in memory
  if (data.first_year < 1 || data.last_year < data.first_year ||
      data.last_year - data.first_year >= kMostYears) {
    return At(root["years"], "first comes before last, at most 100 years");
  }
  RETURN_IF_ERROR(ReadWorkingHours(root["working_hours"], data));
  RETURN_IF_ERROR(ReadCutoff(root["same_day_cutoff"], data));
  RETURN_IF_ERROR(ReadEntries(root["days_off"], Kind::kOff, data));
  RETURN_IF_ERROR(ReadEntries(root["make_up_days"], Kind::kMakeUp, data));
  RETURN_IF_ERROR(ReadEntries(root["undecided"], Kind::kUndecided, data));
  RETURN_IF_ERROR(RefuseDaysSaidTwice(data));
  return data;
}

}  // namespace

absl::StatusOr<CalendarData> ParseCalendarData(std::string_view yaml) {
  try {
    return Read(YAML::Load(std::string(yaml)));
  } catch (const YAML::Exception& error) {
    return absl::InvalidArgumentError(absl::StrCat("calendar: ", error.what()));
  }
}

}  // namespace tancua::calendar

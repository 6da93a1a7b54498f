#include "services/notification/domain/quiet_hours.h"

#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "common/status/view.h"
#include "services/notification/domain/message.h"

namespace tancua::notification::domain {
namespace {

std::optional<int> ParseMinute(absl::string_view text) {
  const std::vector<absl::string_view> parts = absl::StrSplit(text, ':');
  int hour = 0;
  int minute = 0;
  if (parts.size() != 2 || !absl::SimpleAtoi(parts[0], &hour) ||
      !absl::SimpleAtoi(parts[1], &minute) || hour < 0 || hour > 23 || minute < 0 || minute > 59) {
    return std::nullopt;
  }
  return hour * 60 + minute;
}

}  // namespace

absl::StatusOr<QuietHours> QuietHours::Parse(std::string_view text) {
  QuietHours quiet;
  if (text.empty() || text == "off") return quiet;
  const std::vector<absl::string_view> ends = absl::StrSplit(View(text), '-');
  const auto from = ends.size() == 2 ? ParseMinute(ends[0]) : std::nullopt;
  const auto to = ends.size() == 2 ? ParseMinute(ends[1]) : std::nullopt;
  if (!from || !to || *from == *to) {
    return absl::InvalidArgumentError(
        absl::StrCat("quiet hours must look like \"21:30-06:30\", not \"", View(text), "\""));
  }
  quiet.span_ = Span{*from, *to};
  return quiet;
}

absl::Time QuietHours::NextAllowed(absl::Time time) const {
  if (!span_) return time;
  const absl::TimeZone zone = LocalZone();
  const absl::CivilSecond local = absl::ToCivilSecond(time, zone);
  const int minute = local.hour() * 60 + local.minute();
  const bool crosses = span_->from_minute > span_->to_minute;
  const bool evening = minute >= span_->from_minute;
  const bool morning = minute < span_->to_minute;
  if (crosses ? !(evening || morning) : !(evening && morning)) return time;
  const absl::CivilDay end_day = absl::CivilDay(local) + (crosses && evening ? 1 : 0);
  return absl::FromCivil(absl::CivilMinute(end_day) + span_->to_minute, zone);
}

absl::Time NextLocalHour(absl::Time now, int hour) {
  const absl::TimeZone zone = LocalZone();
  absl::CivilHour next = absl::CivilHour(absl::ToCivilDay(now, zone)) + hour;
  if (absl::FromCivil(next, zone) <= now) next += 24;
  return absl::FromCivil(next, zone);
}

}  // namespace tancua::notification::domain

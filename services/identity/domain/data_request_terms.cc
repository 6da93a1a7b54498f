#include "services/identity/domain/data_request_terms.h"

#include <exception>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "common/status/macros.h"
#include "yaml-cpp/yaml.h"

namespace tancua::identity::domain {
namespace {

absl::Status ReadTerm(const YAML::Node& node, DataRequestTerms& terms) {
  const DataRequestTerms::Term term{.days = node["days"].as<int>(),
                                    .days_with_processors = node["with_processors"].as<int>(),
                                    .extension = node["extension"].as<int>()};
  if (term.days < 1 || term.days_with_processors < term.days || term.extension < 1) {
    return absl::InvalidArgumentError("a term has at least one day, and more with processors");
  }
  for (const YAML::Node& word : node["types"]) {
    const auto type = DataRequestTypeOf(word.Scalar());
    if (!type) return absl::InvalidArgumentError("unknown type of request " + word.Scalar());
    terms.terms[*type] = term;
  }
  return absl::OkStatus();
}

absl::Status ReadTerms(const YAML::Node& node, DataRequestTerms& terms) {
  terms.legal_basis = node["legal_basis"].as<std::string>();
  const auto days = node["days"].as<std::string>();
  if (days != "CALENDAR" && days != "WORKING") {
    return absl::InvalidArgumentError("days is CALENDAR or WORKING");
  }
  terms.working_days = days == "WORKING";
  terms.verified = node["verified"].as<bool>();
  terms.through_processors = node["through_processors"].as<bool>();
  terms.acknowledge_working_days = node["acknowledge_working_days"].as<int>();
  for (const YAML::Node& term : node["terms"]) RETURN_IF_ERROR(ReadTerm(term, terms));
  constexpr std::size_t kAllTypes = 8;
  if (terms.terms.size() != kAllTypes) {
    return absl::InvalidArgumentError("a type of request has no term");
  }
  return absl::OkStatus();
}

// Civil Code 2015, article 148: a term whose last day is a day off ends with the next working day.
absl::StatusOr<absl::CivilDay> LastDay(const calendar::Calendar& calendar, absl::CivilDay day) {
  while (!calendar.IsWorkingDay(day)) {
    RETURN_IF_ERROR(calendar.WorkingDays(day, day).status());  // is it covered?
    ++day;
  }
  return day;
}

absl::StatusOr<absl::Time> DecideBy(const DataRequestTerms& terms,
                                    const calendar::Calendar& calendar, absl::Time received,
                                    int days) {
  if (terms.working_days) {
    ASSIGN_OR_RETURN(const calendar::Due due, calendar.DueTime(received, {.days = days}));
    return due.time;
  }
  ASSIGN_OR_RETURN(const absl::CivilDay last,
                   LastDay(calendar, calendar::LocalDay(received) + days));
  return absl::FromCivil(absl::CivilSecond(last + 1) - 1, calendar::Vietnam());
}

}  // namespace

absl::StatusOr<DataRequestTerms> ParseDataRequestTerms(std::string_view yaml) {
  DataRequestTerms terms;
  try {
    RETURN_IF_ERROR(ReadTerms(YAML::Load(std::string(yaml)), terms));
  } catch (const std::exception& e) {  // yaml-cpp throws; nothing of it leaves this file
    return absl::InvalidArgumentError(e.what());
  }
  return terms;
}

absl::StatusOr<DataRequestDue> CountDue(const DataRequestTerms& terms,
                                        const calendar::Calendar& calendar, DataRequestType type,
                                        absl::Time received, bool extended) {
  const DataRequestTerms::Term& term = terms.terms.at(type);
  const int days = (terms.through_processors ? term.days_with_processors : term.days) +
                   (extended ? term.extension : 0);
  DataRequestDue due;
  ASSIGN_OR_RETURN(const calendar::Due acknowledge,
                   calendar.DueTime(received, {.days = terms.acknowledge_working_days}));
  due.acknowledge = acknowledge.time;
  ASSIGN_OR_RETURN(due.decide, DecideBy(terms, calendar, received, days));
  due.explanation = absl::StrFormat(
      "Trả lời đã nhận: %d ngày làm việc, đến %s. Giải quyết: %d ngày%s%s, đến %s. Căn cứ: %s.",
      terms.acknowledge_working_days, calendar::FormatVietnamese(due.acknowledge), days,
      terms.working_days ? " làm việc" : "", extended ? " (đã gia hạn)" : "",
      calendar::FormatVietnamese(due.decide), terms.legal_basis);
  if (!terms.verified) {
    absl::StrAppend(&due.explanation, " Cách tính ngày chưa được cơ quan có thẩm quyền xác nhận.");
  }
  return due;
}

}  // namespace tancua::identity::domain

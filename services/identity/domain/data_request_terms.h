#pragma once

#include <map>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/calendar/calendar.h"
#include "services/identity/domain/data_request.h"

namespace tancua::identity::domain {

// By when requests are answered, as the law says it in data.
struct DataRequestTerms {
  struct Term {
    int days = 0;
    int days_with_processors = 0;
    int extension = 0;
  };
  std::string legal_basis;
  bool working_days = false;  // else calendar days
  bool verified = false;      // whether an authority confirmed how the days are counted
  bool through_processors = false;
  int acknowledge_working_days = 0;
  std::map<DataRequestType, Term> terms;  // every type
};

// As in data/data_request_terms.yaml. INVALID_ARGUMENT when a type has no term.
[[nodiscard]] absl::StatusOr<DataRequestTerms> ParseDataRequestTerms(std::string_view yaml);

struct DataRequestDue {
  absl::Time acknowledge;
  absl::Time decide;
  std::string explanation;  // in Vietnamese
};

// The day of receipt is not counted; a last day that is no working day moves to the next one. A
// calendar term ends with its last day, a working-day term with the office hours of it.
// OUT_OF_RANGE when the calendar has no data for a year it needs.
[[nodiscard]] absl::StatusOr<DataRequestDue> CountDue(const DataRequestTerms& terms,
                                                      const calendar::Calendar& calendar,
                                                      DataRequestType type, absl::Time received,
                                                      bool extended);

}  // namespace tancua::identity::domain

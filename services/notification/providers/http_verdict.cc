#include "services/notification/providers/http_verdict.h"

#include <algorithm>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"

namespace tancua::notification {
namespace {

// Retry-After in seconds; the form with a date is rare and does without.
std::optional<absl::Duration> RetryAfter(const http::ClientResponse& answer) {
  const auto header = std::find_if(answer.headers.begin(), answer.headers.end(),
                                   [](const auto& h) { return h.first == "retry-after"; });
  int seconds = 0;
  if (header == answer.headers.end() || !absl::SimpleAtoi(header->second, &seconds) ||
      seconds < 0) {
    return std::nullopt;
  }
  return absl::Seconds(seconds);
}

}  // namespace

std::optional<domain::Verdict> VerdictOnTransport(
    const absl::StatusOr<http::ClientResponse>& answer) {
  if (!answer.ok()) {
    const bool late = answer.status().code() == absl::StatusCode::kDeadlineExceeded;
    return domain::Verdict{.action = domain::Action::kRetry,
                           .code = late ? "timeout" : "no_answer"};
  }
  const auto action = domain::ClassifyHttp(answer->status);
  if (!action) return std::nullopt;
  return domain::Verdict{.action = *action,
                         .code = absl::StrCat("http_", answer->status),
                         .retry_after = RetryAfter(*answer)};
}

domain::Verdict VerdictOnGarbage() {
  return {.action = domain::Action::kRetry, .code = "unreadable_answer"};
}

std::string WithoutPlus(std::string_view e164) {
  if (!e164.empty() && e164.front() == '+') e164.remove_prefix(1);
  return std::string(e164);
}

}  // namespace tancua::notification

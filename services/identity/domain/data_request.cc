#include "services/identity/domain/data_request.h"

#include <algorithm>
#include <array>
#include <utility>

#include "services/identity/domain/privacy_errors.h"

namespace tancua::identity::domain {
namespace {

constexpr std::array<std::pair<DataRequestType, std::string_view>, 8> kTypes = {{
    {DataRequestType::kView, "VIEW"},
    {DataRequestType::kCorrect, "CORRECT"},
    {DataRequestType::kProvide, "PROVIDE"},
    {DataRequestType::kRestrict, "RESTRICT"},
    {DataRequestType::kObject, "OBJECT"},
    {DataRequestType::kWithdraw, "WITHDRAW"},
    {DataRequestType::kDelete, "DELETE"},
    {DataRequestType::kProtect, "PROTECT"},
}};

constexpr std::array<std::pair<DataRequestState, std::string_view>, 5> kDataRequestStates = {{
    {DataRequestState::kReceived, "RECEIVED"},
    {DataRequestState::kAcknowledged, "ACKNOWLEDGED"},
    {DataRequestState::kGranted, "GRANTED"},
    {DataRequestState::kPartlyGranted, "PARTLY_GRANTED"},
    {DataRequestState::kRefused, "REFUSED"},
}};

template <class Table, class Value>
std::string_view WordIn(const Table& table, Value value) {
  for (const auto& [entry, word] : table) {
    if (entry == value) return word;
  }
  return {};
}

template <class Value, class Table>
std::optional<Value> ValueIn(const Table& table, std::string_view word) {
  for (const auto& [value, name] : table) {
    if (name == word) return value;
  }
  return std::nullopt;
}

}  // namespace

std::string_view Word(DataRequestType type) { return WordIn(kTypes, type); }
std::optional<DataRequestType> DataRequestTypeOf(std::string_view word) {
  return ValueIn<DataRequestType>(kTypes, word);
}
std::string_view Word(DataRequestState state) { return WordIn(kDataRequestStates, state); }
std::optional<DataRequestState> DataRequestStateOf(std::string_view word) {
  return ValueIn<DataRequestState>(kDataRequestStates, word);
}

bool IsOverdue(const DataRequest& request, absl::Time now) {
  if (!IsOpen(request.state)) return false;
  const bool unanswered = request.state == DataRequestState::kReceived;
  return now > request.due_time || (unanswered && now > request.acknowledge_due_time);
}

absl::Status CheckAcknowledgeable(const DataRequest& request) {
  if (request.state == DataRequestState::kReceived) return absl::OkStatus();
  return status::Error(kDataRequestState,
                       {.metadata = {{"state", std::string(Word(request.state))}}});
}

absl::Status CheckExtendable(const DataRequest& request, std::string_view reason, absl::Time now) {
  if (!IsOpen(request.state) || now > request.due_time) {
    return status::Error(kDataRequestState,
                         {.metadata = {{"state", std::string(Word(request.state))}}});
  }
  if (request.extended) return status::Error(kDataRequestExtended);
  if (reason.empty()) return status::Error(kDataRequestReasonMissing, {.field = "reason"});
  return absl::OkStatus();
}

absl::Status CheckDecision(const DataRequest& request, DataRequestState decision,
                           std::string_view reason, const std::vector<Kept>& kept) {
  if (IsOpen(decision)) return status::Error(status::kInvalidField, {.field = "decision"});
  if (!IsOpen(request.state)) {
    return status::Error(kDataRequestState,
                         {.metadata = {{"state", std::string(Word(request.state))}}});
  }
  if (decision != DataRequestState::kGranted && reason.empty()) {
    return status::Error(kDataRequestReasonMissing, {.field = "reason"});
  }
  const bool told = std::all_of(kept.begin(), kept.end(), [](const Kept& records) {
    return !records.title.empty() && !records.reason.empty() && !records.legal_basis.empty();
  });
  if (!told || (decision == DataRequestState::kPartlyGranted && kept.empty())) {
    return status::Error(kDataRequestReasonMissing, {.field = "kept"});
  }
  return absl::OkStatus();
}

}  // namespace tancua::identity::domain

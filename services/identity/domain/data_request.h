#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"

namespace tancua::identity::domain {

// Which right a person asks for; the names are those of the API and of the database.
enum class DataRequestType {
  kView,
  kCorrect,
  kProvide,
  kRestrict,
  kObject,
  kWithdraw,
  kDelete,
  kProtect,
};
[[nodiscard]] std::string_view Word(DataRequestType type);
[[nodiscard]] std::optional<DataRequestType> DataRequestTypeOf(std::string_view word);

enum class DataRequestState { kReceived, kAcknowledged, kGranted, kPartlyGranted, kRefused };
[[nodiscard]] std::string_view Word(DataRequestState state);
[[nodiscard]] std::optional<DataRequestState> DataRequestStateOf(std::string_view word);

// Records that the law does not let go.
struct Kept {
  std::string title;
  std::int64_t count = 0;
  std::string reason;
  std::string legal_basis;
};

// One request of one person.
struct DataRequest {
  std::string id;
  std::string citizen;  // uuid
  std::string ward;     // "wards/{code}"; empty: the city
  DataRequestType type = DataRequestType::kView;
  DataRequestState state = DataRequestState::kReceived;
  std::string description;
  std::string purpose;     // its id; empty: all
  std::string registrar;   // "officers/{uuid}" at the counter; empty: the citizen online
  std::string assistance;  // "assistedVerifications/{uuid}" at the counter
  absl::Time receive_time;
  absl::Time acknowledge_due_time;
  absl::Time due_time;
  std::string due_explanation;
  std::optional<absl::Time> acknowledge_time;
  bool extended = false;
  std::string extension_reason;
  std::optional<absl::Time> decide_time;
  std::string decider;  // "officers/{uuid}"
  std::string decision_reason;
  std::vector<Kept> kept;
};

// How far one service is with a granted DELETE.
struct Erasure {
  std::string service;
  std::optional<absl::Time> complete_time;
  std::int64_t erased = 0;
  std::vector<Kept> kept;
};

// Where a person's data lie beside identity.
inline constexpr const char* kErasingServices[] = {"dossier", "notification", "survey",
                                                   "statistics"};

[[nodiscard]] inline bool IsOpen(DataRequestState state) {
  return state == DataRequestState::kReceived || state == DataRequestState::kAcknowledged;
}
// "COUNTER" or "ONLINE", the names of the API and of the database.
[[nodiscard]] inline std::string_view ChannelWord(const DataRequest& request) {
  return request.registrar.empty() ? "ONLINE" : "COUNTER";
}
[[nodiscard]] bool IsOverdue(const DataRequest& request, absl::Time now);

// DATA_REQUEST_STATE when it was acknowledged or decided before.
[[nodiscard]] absl::Status CheckAcknowledgeable(const DataRequest& request);
// DATA_REQUEST_STATE, DATA_REQUEST_EXTENDED or DATA_REQUEST_REASON_MISSING.
[[nodiscard]] absl::Status CheckExtendable(const DataRequest& request, std::string_view reason,
                                           absl::Time now);
// DATA_REQUEST_STATE or DATA_REQUEST_REASON_MISSING: a citizen is told why they do not get what
// they asked for, and what is kept by which law.
[[nodiscard]] absl::Status CheckDecision(const DataRequest& request, DataRequestState decision,
                                         std::string_view reason, const std::vector<Kept>& kept);

}  // namespace tancua::identity::domain

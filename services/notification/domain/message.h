#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "absl/time/time.h"

namespace tancua::notification::domain {

// Where a message stands; the names are those of the API and of the database.
enum class State { kPending, kSent, kDelivered, kFailed };
[[nodiscard]] std::string_view Name(State state);
[[nodiscard]] State StateFromName(std::string_view name);

// By what a message goes out, the preferred one first.
enum class Rung { kZns, kSms };
[[nodiscard]] std::string_view Name(Rung rung);
[[nodiscard]] Rung RungFromName(std::string_view name);

// What a notice may say. A dossier's procedure and an officer's note are not among it: both
// can tell of poverty or illness, and a phone is read by others. Code and state suffice.
struct Facts {
  std::string applicant_name;
  std::string dossier;  // the code, without "dossiers/"
  std::string agency;   // the receiving office, in Vietnamese
  absl::Time change_time;
  std::optional<absl::Time> due_time;
  std::string link;  // of the survey
  std::optional<absl::Time> link_expire_time;
  std::string code;  // by which the citizen confirms; good until then
  std::optional<absl::Time> code_expire_time;
};

// One message to one citizen. Its id is the id of the event that caused it: one event makes
// one message, however often the event comes.
struct Message {
  std::string id;    // also the tracking id at every provider
  std::string ward;  // five digits
  std::string template_id;
  int template_version = 0;
  State state = State::kPending;
  Rung rung = Rung::kZns;
  int attempts = 0;      // over all rungs; also tells a lease from the one before
  bool readable = true;  // false when phone and facts could not be unsealed
  std::string phone;     // E.164; empty when the applicant left none
  Facts facts;
  std::string error;  // the last one: "zns.-118", "no_phone"
  absl::Time create_time;
  absl::Time expire_time;  // nothing is sent later
  absl::Time due_time;     // of a pending one: when it is tried next
  std::optional<absl::Time> send_time;
  std::string traceparent;  // of the event's handling: attempts are steps below it
};

// The wall clock of every ward. Vietnam has had no summer time since 1975.
[[nodiscard]] inline absl::TimeZone LocalZone() { return absl::FixedTimeZone(7 * 60 * 60); }

}  // namespace tancua::notification::domain

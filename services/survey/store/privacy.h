#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/sql/session.h"

// What a person may ask of the surveys: to be left alone, to be shown, to be forgotten.
namespace tancua::survey::store {

// `reason`: "CONSENT" or "RESTRICTION". The newest change is the truth.
[[nodiscard]] absl::Status ApplyOptOut(sql::Session& tx, std::string_view citizen,
                                       const char* reason, bool opted_out, absl::Time time);
[[nodiscard]] absl::StatusOr<bool> IsOptedOut(sql::Session& session, std::string_view citizen);

// Deletes the comment on a dossier and closes its invitation; the scores stay. Returns how many
// invitations that were.
[[nodiscard]] absl::StatusOr<std::int64_t> EraseComment(sql::Session& tx, std::string_view dossier);

struct ShownAnswer {
  std::string state;
  absl::Time invite_time;
  std::optional<absl::Time> answer_time;
  std::string comment_sealed;  // may be empty
  struct Score {
    std::string question_id;
    std::int64_t score = 0;
  };
  std::vector<Score> scores;
};
// None when the dossier was not invited.
[[nodiscard]] absl::StatusOr<std::optional<ShownAnswer>> ShowAnswer(sql::Session& session,
                                                                    std::string_view dossier);

// Invitations sent before `before` that still name their dossier and are under no legal hold.
[[nodiscard]] absl::StatusOr<std::int64_t> CountOldAnswers(sql::Session& session,
                                                           absl::Time before);
[[nodiscard]] absl::StatusOr<int> AnonymiseOldAnswers(sql::Session& tx, absl::Time before,
                                                      absl::Time now, int limit);

}  // namespace tancua::survey::store

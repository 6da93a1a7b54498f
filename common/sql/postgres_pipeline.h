#pragma once

#include <libpq-fe.h>

#include <memory>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace tancua::sql {

using PostgresResult = std::unique_ptr<PGresult, decltype(&PQclear)>;

// The status of what the server answered; `result` may be null.
[[nodiscard]] absl::Status PostgresStatus(PGconn* connection, const PGresult* result,
                                          const char* sql);
// The status of an error with this SQLSTATE.
[[nodiscard]] absl::StatusCode PostgresCode(const char* sqlstate);

// Statements sent to the server without waiting for their answers: what would be a
// round trip each costs one for all. After one fails the server skips the others.
class PostgresPipeline {
 public:
  explicit PostgresPipeline(PGconn* connection) : connection_(connection) {}

  // Both keep the address of the SQL text until the answer, for its error.
  [[nodiscard]] absl::Status Send(const char* sql);
  [[nodiscard]] absl::Status SendPrepared(const char* name, const char* sql, int count,
                                          const char* const* values);
  // Puts what was sent on its way; Finish then finds the answers.
  void Flush();
  // Waits for all answers. The first error, or else the answer to the last statement.
  absl::StatusOr<PostgresResult> Finish();
  [[nodiscard]] std::size_t pending() const { return sent_.size(); }

 private:
  absl::Status Enter();
  absl::Status Sent(int accepted, const char* sql);
  PostgresResult NextAnswer();

  PGconn* connection_;
  std::vector<const char*> sent_;  // waiting for an answer
  bool flushed_ = false;
};

}  // namespace tancua::sql

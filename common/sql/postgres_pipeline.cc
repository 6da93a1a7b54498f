#include "common/sql/postgres_pipeline.h"

#include <string>
#include <string_view>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/status/macros.h"

namespace tancua::sql {
namespace {

// The primary message only: the detail would quote the values of a row.
std::string MessageOf(const PGresult* result) {
  const char* message = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
  return message == nullptr ? "no message" : message;
}

absl::Status Lost(const char* sql) {
  return absl::UnavailableError(absl::StrCat("PostgreSQL: connection lost: ", sql));
}

}  // namespace

// Class or code of SQLSTATE (PostgreSQL 15, appendix A).
absl::StatusCode PostgresCode(const char* sqlstate) {
  const std::string_view state = sqlstate == nullptr ? "" : sqlstate;
  if (state == "23505") return absl::StatusCode::kAlreadyExists;  // unique_violation
  // serialization_failure, deadlock_detected, lock_not_available
  if (state == "40001" || state == "40P01" || state == "55P03") return absl::StatusCode::kAborted;
  // connection exception, insufficient resources, operator intervention
  for (const std::string_view kind : {"08", "53", "57P"}) {
    if (state.starts_with(kind)) return absl::StatusCode::kUnavailable;
  }
  // read_only_sql_transaction: the server has become a standby
  if (state == "25006") return absl::StatusCode::kUnavailable;
  return absl::StatusCode::kInternal;
}

absl::Status PostgresStatus(PGconn* connection, const PGresult* result, const char* sql) {
  const ExecStatusType status = PQresultStatus(result);
  if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK) return absl::OkStatus();
  if (PQstatus(connection) == CONNECTION_BAD || result == nullptr) return Lost(sql);
  return absl::Status(PostgresCode(PQresultErrorField(result, PG_DIAG_SQLSTATE)),
                      absl::StrCat("PostgreSQL: ", MessageOf(result), ": ", sql));
}

absl::Status PostgresPipeline::Send(const char* sql) {
  RETURN_IF_ERROR(Enter());
  return Sent(PQsendQueryParams(connection_, sql, 0, nullptr, nullptr, nullptr, nullptr, 0), sql);
}

absl::Status PostgresPipeline::SendPrepared(const char* name, const char* sql, int count,
                                            const char* const* values) {
  RETURN_IF_ERROR(Enter());
  return Sent(PQsendQueryPrepared(connection_, name, count, values, nullptr, nullptr, 0), sql);
}

void PostgresPipeline::Flush() {
  if (sent_.empty() || flushed_) return;
  flushed_ = PQpipelineSync(connection_) == 1;
}

absl::StatusOr<PostgresResult> PostgresPipeline::Finish() {
  Flush();
  PostgresResult last(nullptr, PQclear);
  absl::Status first_error;
  for (const char* sql : std::exchange(sent_, {})) {
    last = NextAnswer();
    if (PQresultStatus(last.get()) == PGRES_PIPELINE_ABORTED) continue;
    absl::Status status = PostgresStatus(connection_, last.get(), sql);
    if (first_error.ok()) first_error = std::move(status);
    if (PQstatus(connection_) == CONNECTION_BAD) break;
  }
  if (std::exchange(flushed_, false)) PQclear(PQgetResult(connection_));  // the end of the flush
  // Outside pipeline mode, SOCI can prepare statements.
  PQexitPipelineMode(connection_);
  RETURN_IF_ERROR(first_error);
  return last;
}

absl::Status PostgresPipeline::Enter() {
  // What is flushed ends there; its answers come before anything new.
  if (flushed_) Finish().IgnoreError();
  return PQenterPipelineMode(connection_) == 1 ? absl::OkStatus() : Lost("pipeline");
}

absl::Status PostgresPipeline::Sent(int accepted, const char* sql) {
  if (accepted != 1) return Lost(sql);
  sent_.push_back(sql);
  return absl::OkStatus();
}

// One answer, and the null that follows it.
PostgresResult PostgresPipeline::NextAnswer() {
  PostgresResult answer(PQgetResult(connection_), PQclear);
  if (answer != nullptr) PQclear(PQgetResult(connection_));
  return answer;
}

}  // namespace tancua::sql

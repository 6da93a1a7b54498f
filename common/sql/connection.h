#pragma once

#include <cstdint>
#include <initializer_list>
#include <map>
#include <optional>
#include <string>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "common/sql/session.h"

namespace tancua::sql {

enum class Access { kRead, kWrite };

// One connection to a database, used by one thread at a time. Adds to Session what
// the owner of a transaction needs: its limits, and what a body did inside it.
//
// The first statement that fails closes the session for the rest of the body: on
// PostgreSQL the server would refuse everything that follows, and SQLite is held to
// the same, so that code tested on one runs on the other.
class Connection : public Session {
 public:
  absl::StatusOr<std::int64_t> Execute(const char* sql, std::initializer_list<Param> params) final;
  absl::Status Post(const char* sql, std::initializer_list<Param> params) final;
  absl::Status Query(const char* sql, std::initializer_list<Param> params,
                     absl::FunctionRef<void(const Row&)> row) final;
  [[nodiscard]] std::optional<std::int64_t> Held(const std::string& key) const final;
  void Hold(const std::string& key, std::int64_t number) final { held_[key] = number; }
  // To be called when a write transaction begins and when a body is undone.
  void ReleaseHeld() { held_.clear(); }

  // Begins a transaction; connects again when the connection was lost.
  virtual absl::Status Begin(Access access) = 0;
  // Begins a write transaction that only one process of the database can be in.
  virtual absl::Status BeginExclusive() = 0;
  // UNAVAILABLE: nobody knows whether it was committed.
  virtual absl::Status Commit() = 0;
  virtual void Rollback() = 0;
  // False when the transaction can only be rolled back: the database gave it up.
  [[nodiscard]] virtual bool InTransaction() = 0;
  // Runs statements separated by ";", without parameters and without keeping them.
  virtual absl::Status RunScript(const char* script) = 0;

  // Has the database refuse to change or remove rows of `table`; inside a transaction.
  virtual absl::Status MakeAppendOnly(const std::string& table) = 0;

  // Runs `body` and watches it. Returns its answer, or the error of a statement that
  // failed although `body` reports success. What `body` throws becomes INTERNAL.
  absl::Status RunBody(absl::FunctionRef<absl::Status(Session&)> body);
  // Waits for what the last body posted; its error is one of that body's statements.
  absl::Status Settle();
  // Whether the last body changed a row, or may have by what it posted.
  [[nodiscard]] bool changed() const { return changed_; }
  // The error of the statement that failed in the last body, or OK.
  [[nodiscard]] const absl::Status& statement_error() const { return statement_error_; }

 protected:
  struct Effect {
    std::int64_t rows = 0;  // changed
    bool wrote = false;     // the statement is one that can change rows
  };
  using OnRow = absl::FunctionRef<void(const Row&)>;
  virtual absl::StatusOr<Effect> Run(const char* sql, absl::Span<const Param> params,
                                     OnRow row) = 0;
  // A connection that cannot run ahead runs a posted statement at once.
  virtual absl::StatusOr<Effect> RunPosted(const char* sql, absl::Span<const Param> params) {
    return Run(sql, params, [](const Row&) {});
  }
  virtual absl::Status WaitForPosted() { return absl::OkStatus(); }

 private:
  using Runner = absl::FunctionRef<absl::StatusOr<Effect>()>;
  // Runs a statement unless one failed before, and remembers what came of it.
  absl::StatusOr<std::int64_t> Watch(const char* sql, absl::Span<const Param> params, Runner run);

  bool running_ = false;
  bool changed_ = false;
  absl::Status statement_error_;
  std::map<std::string, std::int64_t> held_;
};

}  // namespace tancua::sql

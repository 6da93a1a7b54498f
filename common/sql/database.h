#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/sql/session.h"

namespace tancua::sql {

struct DatabaseConfig {
  // "sqlite:/var/lib/tancua/dossier.db", "sqlite::memory:" (tests), or
  // "postgresql:host=… dbname=… user=…" (libpq keywords; the password comes from
  // a passfile). A "schema=<name>" word chooses the schema.
  std::string url;
  // PostgreSQL only: the same database for the role that owns the tables. When set, migrations run
  // as that role, and the role of `url` is granted what it needs and no more.
  std::string migration_url;
  int readers = 4;  // read connections
  int writers = 2;  // write connections; SQLite always has one
  int group = 64;   // most transactions committed together
};

// One numbered SQL file; the text may hold several statements separated by ";\n". A line
// "-- append-only: <table>" has the database refuse to change or remove rows of that table, and
// withholds both from the application's role where migrations have a role of their own.
struct Migration {
  int number;
  const char* name;
  const char* sql;
};

// A database of one service. Thread-safe. Write transactions that wait at the
// same time are committed together (one fsync), each keeping its own outcome.
class Database {
 public:
  // Opens and checks the database; does not migrate. A missing SQLite file is
  // created with its folder; a damaged one is refused with a plain sentence.
  [[nodiscard]] static absl::StatusOr<std::unique_ptr<Database>> Open(const DatabaseConfig& config);
  virtual ~Database() = default;

  // Applies, under a lock, the migrations that are not yet applied. Refuses when the
  // database is newer than `migrations` or an applied text was changed.
  [[nodiscard]] virtual absl::Status Migrate(const std::vector<Migration>& migrations) = 0;

  // Runs `fn` in a read-only transaction. `fn` returns absl::Status or absl::StatusOr<T>.
  template <class F>
  std::invoke_result_t<F, Session&> Read(F&& fn) {
    return Run<F>(std::forward<F>(fn),
                  [this](absl::FunctionRef<absl::Status(Session&)> body) { return DoRead(body); });
  }

  // Runs `fn` in a write transaction and commits it: durable when this returns OK.
  // When `fn` returns an error, or anything else fails, nothing is changed. `fn`
  // may run more than once: it must have no effect but on `Session` and what it
  // returns. Calls with the same `key` (a ward, say) run on the same connection, one
  // after the other.
  template <class F>
  std::invoke_result_t<F, Session&> Write(std::string_view key, F&& fn) {
    return Run<F>(std::forward<F>(fn), [this, key](absl::FunctionRef<absl::Status(Session&)> body) {
      return DoWrite(key, body);
    });
  }

  // OK when a trivial query succeeds.
  [[nodiscard]] virtual absl::Status Ping() = 0;

  struct Stats {
    std::int64_t transactions = 0;  // write transactions asked for
    std::int64_t commits = 0;       // groups committed
    std::int64_t reruns = 0;        // transactions run again alone after a group failed
    std::int64_t waiting = 0;       // transactions in the queue now
  };
  [[nodiscard]] virtual Stats GetStats() const = 0;

 protected:
  virtual absl::Status DoRead(absl::FunctionRef<absl::Status(Session&)> body) = 0;
  virtual absl::Status DoWrite(std::string_view key,
                               absl::FunctionRef<absl::Status(Session&)> body) = 0;

 private:
  template <class F, class Runner>
  static std::invoke_result_t<F, Session&> Run(F&& fn, Runner runner) {
    using Result = std::invoke_result_t<F, Session&>;
    if constexpr (std::is_same_v<Result, absl::Status>) {
      return runner([&](Session& s) { return fn(s); });
    } else {
      Result result = absl::InternalError("transaction did not run");
      absl::Status status = runner([&](Session& s) {
        result = fn(s);
        return result.status();
      });
      if (!status.ok()) return status;
      return result;
    }
  }
};

}  // namespace tancua::sql

#pragma once

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"

// One SQL text for SQLite and PostgreSQL. Nothing above this folder knows which
// one it has.
namespace tancua::sql {

// A value on its way into a statement. Times are UTC epoch microseconds.
class Param {
 public:
  Param(std::nullptr_t) {}
  Param(std::int64_t v) : value_(v) {}
  Param(int v) : value_(static_cast<std::int64_t>(v)) {}
  Param(bool v) : value_(static_cast<std::int64_t>(v)) {}
  Param(double v) : value_(v) {}
  Param(std::string_view v) : value_(v) {}
  Param(const std::string& v) : value_(std::string_view(v)) {}
  // Debian's absl has a string_view of its own.
  Param(absl::string_view v) : value_(std::string_view(v.data(), v.size())) {}
  Param(const char* v) : value_(std::string_view(v)) {}
  Param(absl::Time t) : value_(absl::ToUnixMicros(t)) {}
  template <class T>
  Param(const std::optional<T>& v) {
    if (v) *this = Param(*v);
  }
  using Value = std::variant<std::monostate, std::int64_t, double, std::string_view>;
  [[nodiscard]] const Value& value() const { return value_; }

 private:
  Value value_;
};

// One row of an answer; valid inside the callback only. Columns count from 0.
class Row {
 public:
  virtual ~Row() = default;
  [[nodiscard]] virtual bool IsNull(std::size_t column) const = 0;
  [[nodiscard]] virtual std::int64_t Int(std::size_t column) const = 0;  // 0 when null
  [[nodiscard]] virtual double Double(std::size_t column) const = 0;     // 0 when null
  [[nodiscard]] virtual std::string Text(std::size_t column) const = 0;  // "" when null
  [[nodiscard]] absl::Time Time(std::size_t column) const {
    return absl::FromUnixMicros(Int(column));
  }
  [[nodiscard]] std::optional<absl::Time> OptionalTime(std::size_t column) const {
    return IsNull(column) ? std::nullopt : std::optional(Time(column));
  }
};

// One connection inside one transaction. Statements name parameters (":ward") and
// take the values in order of appearance; the text must live for ever (a
// constant), because prepared statements are kept by its address.
//
// Errors: UNAVAILABLE when the database does not answer, ALREADY_EXISTS when a
// unique key is violated, ABORTED on a serialisation conflict, INTERNAL otherwise.
class Session {
 public:
  virtual ~Session() = default;
  // Runs a statement; returns the number of rows changed.
  virtual absl::StatusOr<std::int64_t> Execute(const char* sql,
                                               std::initializer_list<Param> params) = 0;
  // Runs a statement whose answer nobody needs now. PostgreSQL is not waited for: many in
  // a row cost one round trip. An error comes here or from a later statement, and in any
  // case from the transaction.
  virtual absl::Status Post(const char* sql, std::initializer_list<Param> params) = 0;
  // Runs a query (or INSERT/UPDATE … RETURNING) and calls `row` for each row, which
  // must not use the session.
  virtual absl::Status Query(const char* sql, std::initializer_list<Param> params,
                             absl::FunctionRef<void(const Row&)> row) = 0;

  // A number that this transaction has written, so that nobody else can change it before the end:
  // the next body that is committed together with this one need not ask the database for it.
  // Nothing is held when a transaction begins and after a body was undone.
  [[nodiscard]] virtual std::optional<std::int64_t> Held(const std::string& key) const = 0;
  virtual void Hold(const std::string& key, std::int64_t number) = 0;
};

}  // namespace tancua::sql

#include "common/sql/connection.h"

#include <exception>

#include "absl/cleanup/cleanup.h"
#include "absl/strings/str_cat.h"
#include "common/sql/storable_text.h"
#include "common/status/macros.h"

namespace tancua::sql {
namespace {

// PostgreSQL's text holds neither NUL nor broken UTF-8; SQLite could, and is held to
// the same.
absl::Status CheckParams(const char* sql, absl::Span<const Param> params) {
  for (const Param& param : params) {
    const auto* text = std::get_if<std::string_view>(&param.value());
    if (text != nullptr && !IsStorableText(*text)) {
      return absl::InvalidArgumentError(
          absl::StrCat("A text value holds NUL or is not UTF-8: ", sql));
    }
  }
  return absl::OkStatus();
}

absl::Status CallBody(absl::FunctionRef<absl::Status(Session&)> body, Session& session) {
  try {
    return body(session);
  } catch (const std::exception& e) {
    return absl::InternalError(absl::StrCat("exception in a transaction: ", e.what()));
  }
}

}  // namespace

absl::StatusOr<std::int64_t> Connection::Execute(const char* sql,
                                                 std::initializer_list<Param> params) {
  return Watch(sql, params, [&] { return Run(sql, params, [](const Row&) {}); });
}

absl::Status Connection::Post(const char* sql, std::initializer_list<Param> params) {
  return Watch(sql, params, [&] { return RunPosted(sql, params); }).status();
}

absl::Status Connection::Query(const char* sql, std::initializer_list<Param> params,
                               absl::FunctionRef<void(const Row&)> row) {
  return Watch(sql, params, [&] { return Run(sql, params, row); }).status();
}

std::optional<std::int64_t> Connection::Held(const std::string& key) const {
  const auto it = held_.find(key);
  return it == held_.end() ? std::nullopt : std::optional(it->second);
}

absl::Status Connection::Settle() {
  RETURN_IF_ERROR(statement_error_);
  statement_error_ = WaitForPosted();
  return statement_error_;
}

absl::Status Connection::RunBody(absl::FunctionRef<absl::Status(Session&)> body) {
  changed_ = false;
  statement_error_ = absl::OkStatus();
  absl::Status result = CallBody(body, *this);
  return result.ok() ? statement_error_ : result;
}

absl::StatusOr<std::int64_t> Connection::Watch(const char* sql, absl::Span<const Param> params,
                                               Runner run) {
  RETURN_IF_ERROR(statement_error_);
  if (running_) {
    return absl::InternalError(absl::StrCat("run while the rows of another come in: ", sql));
  }
  running_ = true;
  const absl::Cleanup finished = [this] { running_ = false; };
  absl::Status status = CheckParams(sql, params);
  if (status.ok()) {
    absl::StatusOr<Effect> effect = run();
    if (effect.ok()) {
      changed_ = changed_ || (effect->wrote && effect->rows > 0);
      return effect->rows;
    }
    status = std::move(effect).status();
  }
  statement_error_ = status;
  return status;
}

}  // namespace tancua::sql

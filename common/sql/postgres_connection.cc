#include "common/sql/postgres_connection.h"

#include <poll.h>

#include <charconv>
#include <cstring>
#include <utility>
#include <variant>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/sql/postgres_link.h"
#include "common/status/macros.h"

// As for SQLite, SOCI owns the connection and the prepared statements, and values and
// rows pass through the native handles (ADR 0006).
namespace tancua::sql {
namespace {

class PostgresRow : public Row {
 public:
  PostgresRow(const PGresult* result, int row) : result_(result), row_(row) {}
  bool IsNull(std::size_t column) const override {
    return PQgetisnull(result_, row_, static_cast<int>(column)) != 0;
  }
  std::int64_t Int(std::size_t column) const override {
    const std::string_view text = View(column);
    // A comparison is a truth value here and a number in SQLite.
    if (text == "t") return 1;
    return Number<std::int64_t>(text);
  }
  double Double(std::size_t column) const override { return Number<double>(View(column)); }
  std::string Text(std::size_t column) const override { return std::string(View(column)); }

 private:
  std::string_view View(std::size_t column) const {
    if (IsNull(column)) return {};
    const int i = static_cast<int>(column);
    return {PQgetvalue(result_, row_, i), static_cast<std::size_t>(PQgetlength(result_, row_, i))};
  }
  template <class T>
  static T Number(std::string_view text) {
    T value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
  }

  const PGresult* result_;
  int row_;
};

// Values as libpq takes them: each a text that ends with NUL, or null. One buffer is
// kept for all statements of a connection.
class ParamTexts {
 public:
  void Assign(absl::Span<const Param> params) {
    buffer_.clear();
    offsets_.clear();
    for (const Param& param : params) std::visit(*this, param.value());
    pointers_.clear();
    for (const std::size_t offset : offsets_) {
      pointers_.push_back(offset == kNull ? nullptr : buffer_.data() + offset);
    }
  }
  [[nodiscard]] const char* const* pointers() const { return pointers_.data(); }

  void operator()(std::monostate) { offsets_.push_back(kNull); }
  void operator()(std::int64_t v) { AddNumber(v); }
  void operator()(double v) { AddNumber(v); }
  void operator()(std::string_view v) {
    offsets_.push_back(buffer_.size());
    buffer_.append(v).push_back('\0');
  }

 private:
  static constexpr std::size_t kNull = static_cast<std::size_t>(-1);

  template <class T>
  void AddNumber(T value) {
    char digits[32];  // the shortest text that reads back as the same double has 24
    const auto end = std::to_chars(digits, digits + sizeof(digits), value).ptr;
    (*this)(std::string_view(digits, static_cast<std::size_t>(end - digits)));
  }

  std::string buffer_;
  std::vector<std::size_t> offsets_;
  std::vector<const char*> pointers_;
};

bool IsReadable(int socket) {
  pollfd events{.fd = socket, .events = POLLIN, .revents = 0};
  return poll(&events, 1, 0) > 0;
}

class PostgresConnection : public Connection {
 public:
  explicit PostgresConnection(Url url) : url_(std::move(url)) {}

  absl::Status Connect() {
    ASSIGN_OR_RETURN(link_, PostgresLink::Connect(url_));
    return absl::OkStatus();
  }

  // REPEATABLE READ gives one snapshot, as SQLite does, and refuses to overwrite what
  // somebody changed after it was read; the caller then runs again.
  absl::Status Begin(Access access) override {
    return BeginWith(access == Access::kWrite ? "BEGIN ISOLATION LEVEL REPEATABLE READ"
                                              : "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
  }
  // READ COMMITTED: what is read after waiting for the lock must be new.
  absl::Status BeginExclusive() override {
    RETURN_IF_ERROR(BeginWith("BEGIN ISOLATION LEVEL READ COMMITTED"));
    return RunScript(
        "SELECT pg_advisory_xact_lock(715517, hashtext(current_setting('search_path')))");
  }
  absl::Status Commit() override {
    RETURN_IF_ERROR(pipeline().Send("COMMIT"));
    ASSIGN_OR_RETURN(const PostgresResult result, pipeline().Finish());
    // A transaction that failed before answers COMMIT with ROLLBACK.
    if (std::strcmp(PQcmdStatus(result.get()), "COMMIT") == 0) return absl::OkStatus();
    return absl::InternalError("PostgreSQL: the transaction was rolled back");
  }
  // Not waited for: the next transaction reads the answer.
  void Rollback() override {
    if (pipeline().pending() > 0) pipeline().Finish().IgnoreError();
    if (pipeline().Send("ROLLBACK").ok()) pipeline().Flush();
  }
  bool InTransaction() override {
    return WaitForPosted().ok() && PQtransactionStatus(native()) == PQTRANS_INTRANS;
  }

  absl::Status RunScript(const char* script) override {
    RETURN_IF_ERROR(WaitForPosted());
    const PostgresResult result(PQexec(native(), script), PQclear);
    return PostgresStatus(native(), result.get(), script);
  }

  absl::Status MakeAppendOnly(const std::string& table) override {
    return RunScript(
        absl::StrCat("CREATE FUNCTION ", table, "_refuses() RETURNS trigger LANGUAGE plpgsql AS ",
                     "$$BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END$$;",
                     "CREATE TRIGGER ", table,
                     "_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ", table,
                     " FOR EACH STATEMENT EXECUTE FUNCTION ", table, "_refuses()")
            .c_str());
  }

 protected:
  absl::StatusOr<Effect> Run(const char* sql, absl::Span<const Param> params, OnRow row) override {
    RETURN_IF_ERROR(Send(sql, params));
    ASSIGN_OR_RETURN(const PostgresResult result, pipeline().Finish());
    for (int i = 0; i < PQntuples(result.get()); ++i) row(PostgresRow(result.get(), i));
    return EffectOf(result.get());
  }

  absl::StatusOr<Effect> RunPosted(const char* sql, absl::Span<const Param> params) override {
    if (pipeline().pending() >= kMostPosted) RETURN_IF_ERROR(WaitForPosted());
    RETURN_IF_ERROR(Send(sql, params));
    return Effect{.rows = 1, .wrote = true};  // as far as anybody knows
  }

  absl::Status WaitForPosted() override {
    return pipeline().pending() == 0 ? absl::OkStatus() : pipeline().Finish().status();
  }

 private:
  // The answers of more could fill the server's buffers while it is still being sent to.
  static constexpr std::size_t kMostPosted = 128;

  [[nodiscard]] PGconn* native() const { return link_->native(); }
  [[nodiscard]] PostgresPipeline& pipeline() const { return link_->pipeline(); }

  // BEGIN itself is not waited for: it travels with the first statement.
  absl::Status BeginWith(const char* begin) {
    if (!IsIdle()) RETURN_IF_ERROR(Connect());
    return pipeline().Send(begin);
  }

  // False when the connection was lost since its last use, by a restart of the server, say.
  bool IsIdle() {
    WaitForPosted().IgnoreError();  // the ROLLBACK before
    // Nothing comes unasked but a notice or the end.
    while (IsReadable(PQsocket(native()))) {
      if (PQconsumeInput(native()) != 1) return false;
    }
    return PQtransactionStatus(native()) == PQTRANS_IDLE;
  }

  absl::Status Send(const char* sql, absl::Span<const Param> params) {
    if (!link_->IsPrepared(sql)) RETURN_IF_ERROR(WaitForPosted());
    ASSIGN_OR_RETURN(const PostgresLink::Statement statement, link_->Prepare(sql));
    if (statement.parameters != static_cast<int>(params.size())) {
      return absl::InternalError(absl::StrCat("wrong number of values: ", sql));
    }
    texts_.Assign(params);
    return pipeline().SendPrepared(statement.name, sql, statement.parameters, texts_.pointers());
  }

  static Effect EffectOf(PGresult* result) {
    Effect effect{.wrote = std::strncmp(PQcmdStatus(result), "SELECT", 6) != 0};
    if (effect.wrote) {
      const char* rows = PQcmdTuples(result);
      std::from_chars(rows, rows + std::strlen(rows), effect.rows);
    }
    return effect;
  }

  const Url url_;
  std::unique_ptr<PostgresLink> link_;  // never null once connected
  ParamTexts texts_;
};

}  // namespace

absl::StatusOr<std::unique_ptr<Connection>> ConnectPostgres(const Url& url) {
  auto connection = std::make_unique<PostgresConnection>(url);
  RETURN_IF_ERROR(connection->Connect());
  return connection;
}

}  // namespace tancua::sql

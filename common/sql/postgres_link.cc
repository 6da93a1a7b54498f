#include "common/sql/postgres_link.h"

#include "absl/strings/str_cat.h"
#include "common/sql/placeholders.h"
#include "common/status/macros.h"

namespace tancua::sql {
namespace {

// Written before the operator's words, which win: a server that cannot be reached is
// noticed within seconds.
constexpr char kDefaultWords[] =
    "connect_timeout=5 tcp_user_timeout=15000 keepalives_idle=30 client_encoding=UTF8 ";

// A statement never waits for ever behind somebody else's lock.
constexpr char kSessionSettings[] = "SET lock_timeout = '10s'";

}  // namespace

PostgresLink::PostgresLink(const std::string& words)
    : session_(soci::postgresql, words),
      backend_(static_cast<soci::postgresql_session_backend*>(session_.get_backend())),
      pipeline_(native()) {
  PQsetNoticeProcessor(
      native(), [](void*, const char*) {}, nullptr);
}

PostgresLink::~PostgresLink() {
  // The server drops them with the session; SOCI would ask it once for each.
  for (auto& [sql, prepared] : statements_) prepared.owner->statementName_.clear();
}

absl::StatusOr<std::unique_ptr<PostgresLink>> PostgresLink::Connect(const Url& url) {
  std::unique_ptr<PostgresLink> link;
  try {
    link.reset(new PostgresLink(absl::StrCat(kDefaultWords, url.libpq)));
  } catch (const std::exception& e) {
    return absl::UnavailableError(absl::StrCat("PostgreSQL: ", e.what()));
  }
  std::string settings = kSessionSettings;
  if (!url.schema.empty()) absl::StrAppend(&settings, "; SET search_path = ", url.schema);
  const PostgresResult result(PQexec(link->native(), settings.c_str()), PQclear);
  RETURN_IF_ERROR(PostgresStatus(link->native(), result.get(), settings.c_str()));
  return link;
}

absl::StatusOr<PostgresLink::Statement> PostgresLink::Prepare(const char* sql) {
  auto found = statements_.find(sql);
  if (found == statements_.end()) {
    const Numbered numbered = NumberPlaceholders(sql, '$');
    Prepared fresh{.parameters = numbered.parameters};
    try {
      fresh.owner.reset(backend_->make_statement_backend());
      fresh.owner->alloc();
      fresh.owner->prepare(numbered.text, soci::details::st_repeatable_query);
    } catch (const soci::postgresql_soci_error& e) {
      const bool lost = PQstatus(native()) == CONNECTION_BAD;
      return absl::Status(
          lost ? absl::StatusCode::kUnavailable : PostgresCode(e.sqlstate().c_str()),
          absl::StrCat("PostgreSQL: ", e.what(), ": ", sql));
    } catch (const std::exception& e) {
      return absl::InternalError(absl::StrCat("PostgreSQL: ", e.what(), ": ", sql));
    }
    found = statements_.emplace(sql, std::move(fresh)).first;
  }
  const Prepared& prepared = found->second;
  return Statement{.name = prepared.owner->statementName_.c_str(),
                   .parameters = prepared.parameters};
}

}  // namespace tancua::sql

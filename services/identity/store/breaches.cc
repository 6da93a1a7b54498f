#include "services/identity/store/breaches.h"

#include <utility>

#include "common/status/macros.h"
#include "nlohmann/json.hpp"
#include "services/identity/store/sealed_columns.h"

namespace tancua::identity::store {
namespace {

#define TANCUA_BREACH_COLUMNS                                                          \
  "id, ward, officer, discover_time, notify_due_time, notify_time, notice_reference, " \
  "report_sealed"

constexpr char kInsertBreach[] =
    "INSERT INTO breaches (" TANCUA_BREACH_COLUMNS
    ") VALUES (:id, :ward, :officer, :discover_time, :notify_due_time, NULL, '', :report)";
constexpr char kUpdateReport[] = "UPDATE breaches SET report_sealed = :report WHERE id = :id";
constexpr char kMarkNotified[] =
    "UPDATE breaches SET notify_time = :now, notice_reference = :reference "
    "WHERE id = :id AND notify_time IS NULL";
constexpr char kSelectBreach[] = "SELECT " TANCUA_BREACH_COLUMNS " FROM breaches WHERE id = :id";
constexpr char kBreachesOfWard[] =
    "SELECT " TANCUA_BREACH_COLUMNS
    " FROM breaches WHERE ward = :ward AND id < :before ORDER BY id DESC LIMIT :limit";
constexpr char kAllBreaches[] = "SELECT " TANCUA_BREACH_COLUMNS
                                " FROM breaches WHERE id < :before ORDER BY id DESC LIMIT :limit";
constexpr char kMeasureBreaches[] =
    "SELECT COUNT(*), MIN(notify_due_time) FROM breaches WHERE notify_time IS NULL";

#undef TANCUA_BREACH_COLUMNS

std::string SealReport(const crypto::Keyring& keys, const domain::BreachReport& report) {
  const nlohmann::json json = {{"description", report.description},
                               {"data_concerned", report.data_concerned},
                               {"persons_concerned", report.persons_concerned},
                               {"consequences", report.consequences},
                               {"measures", report.measures},
                               {"contact", report.contact}};
  return keys.Seal(json.dump(), kReportColumn);
}

absl::StatusOr<domain::BreachReport> OpenReport(const crypto::Keyring& keys,
                                                const std::string& sealed) {
  ASSIGN_OR_RETURN(const std::string text, keys.Open(sealed, kReportColumn));
  const auto json = nlohmann::json::parse(text, nullptr, /*allow_exceptions=*/false);
  if (!json.is_object()) return absl::DataLossError("sealed report is damaged");
  return domain::BreachReport{.description = json.value("description", ""),
                              .data_concerned = json.value("data_concerned", ""),
                              .persons_concerned = json.value("persons_concerned", std::int64_t{0}),
                              .consequences = json.value("consequences", ""),
                              .measures = json.value("measures", ""),
                              .contact = json.value("contact", "")};
}

struct BreachRow {
  domain::Breach breach;
  std::string report_sealed;
};

BreachRow ReadBreach(const sql::Row& row) {
  return {.breach = {.id = row.Text(0),
                     .ward = row.Text(1),
                     .officer = row.Text(2),
                     .discover_time = row.Time(3),
                     .notify_due_time = row.Time(4),
                     .notify_time = row.OptionalTime(5),
                     .notice_reference = row.Text(6)},
          .report_sealed = row.Text(7)};
}

}  // namespace

absl::Status InsertBreach(sql::Session& tx, const crypto::Keyring& keys,
                          const domain::Breach& breach) {
  const std::string report = SealReport(keys, breach.report);
  return tx
      .Execute(kInsertBreach, {breach.id, breach.ward, breach.officer, breach.discover_time,
                               breach.notify_due_time, report})
      .status();
}

absl::Status UpdateBreachReport(sql::Session& tx, const crypto::Keyring& keys,
                                const domain::Breach& breach) {
  const std::string report = SealReport(keys, breach.report);
  return tx.Execute(kUpdateReport, {report, breach.id}).status();
}

absl::StatusOr<bool> MarkBreachNotified(sql::Session& tx, const std::string& id,
                                        const std::string& reference, absl::Time now) {
  ASSIGN_OR_RETURN(const std::int64_t rows, tx.Execute(kMarkNotified, {now, reference, id}));
  return rows == 1;
}

absl::StatusOr<std::optional<domain::Breach>> FindBreach(sql::Session& session,
                                                         const crypto::Keyring& keys,
                                                         const std::string& id) {
  std::optional<BreachRow> found;
  RETURN_IF_ERROR(
      session.Query(kSelectBreach, {id}, [&](const sql::Row& row) { found = ReadBreach(row); }));
  if (!found) return std::optional<domain::Breach>();
  ASSIGN_OR_RETURN(found->breach.report, OpenReport(keys, found->report_sealed));
  return std::optional(std::move(found->breach));
}

absl::StatusOr<std::vector<domain::Breach>> ListBreaches(sql::Session& session,
                                                         const crypto::Keyring& keys,
                                                         const std::optional<std::string>& ward,
                                                         const Page& page) {
  std::vector<BreachRow> rows;
  const auto keep = [&](const sql::Row& row) { rows.push_back(ReadBreach(row)); };
  const std::string before = page.Bound();
  if (ward) {
    RETURN_IF_ERROR(session.Query(kBreachesOfWard, {*ward, before, page.limit}, keep));
  } else {
    RETURN_IF_ERROR(session.Query(kAllBreaches, {before, page.limit}, keep));
  }
  std::vector<domain::Breach> breaches;
  breaches.reserve(rows.size());
  for (BreachRow& row : rows) {
    ASSIGN_OR_RETURN(row.breach.report, OpenReport(keys, row.report_sealed));
    breaches.push_back(std::move(row.breach));
  }
  return breaches;
}

absl::StatusOr<OpenBreaches> MeasureBreaches(sql::Session& session) {
  OpenBreaches open;
  RETURN_IF_ERROR(session.Query(kMeasureBreaches, {}, [&](const sql::Row& row) {
    open.count = row.Int(0);
    open.first_due = row.OptionalTime(1);
  }));
  return open;
}

}  // namespace tancua::identity::store

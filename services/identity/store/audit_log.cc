#include "services/identity/store/audit_log.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "common/status/macros.h"
#include "nlohmann/json.hpp"
#include "services/identity/store/sealed_columns.h"

namespace tancua::identity::store {
namespace {

constexpr char kTakeHead[] = "UPDATE audit_head SET seq = seq + 1 WHERE id = 1 RETURNING seq, hash";
constexpr char kSetHead[] =
    "UPDATE audit_head SET hash = :hash, proof_sealed = :proof WHERE id = 1";
constexpr char kInsertEntry[] =
    "INSERT INTO audit_entries (seq, time, actor, actor_kind, action, ward, record, citizen, "
    "payload, previous_hash, hash) VALUES (:seq, :time, :actor, :actor_kind, :action, "
    ":ward, :record, :citizen, :payload, :previous_hash, :hash)";
constexpr char kSelectRows[] =
    "SELECT seq, time, actor, actor_kind, action, ward, record, citizen, payload, "
    "previous_hash, hash FROM audit_entries WHERE seq > :seq ORDER BY seq LIMIT :limit";
constexpr char kSelectRecordsCitizen[] =
    "SELECT citizen FROM audit_entries WHERE record = :record AND citizen <> '' "
    "ORDER BY seq DESC LIMIT 1";
constexpr char kSelectHead[] = "SELECT seq, hash, proof_sealed FROM audit_head WHERE id = 1";
constexpr char kSelectAnchors[] =
    "SELECT seq, hash, proof_sealed, time FROM audit_anchors WHERE seq < :before "
    "ORDER BY seq DESC LIMIT :limit";
constexpr char kInsertAnchor[] =
    "INSERT INTO audit_anchors (seq, hash, proof_sealed, time) VALUES (:seq, :hash, :proof, :time) "
    "ON CONFLICT (seq) DO NOTHING";

// What needs no look-up of its own is kept as one text. It names no person, and is not sealed: a
// row that must never change could not follow the keys.
std::string PayloadOf(const domain::AuditEntry& entry) {
  const nlohmann::json json = {{"actor_ward", entry.actor_ward},
                               {"roles", entry.roles},
                               {"rpc", entry.rpc},
                               {"title", entry.title}};
  return json.dump();
}

absl::Status ReadPayload(const std::string& text, domain::AuditEntry& entry) {
  const auto json = nlohmann::json::parse(text, nullptr, /*allow_exceptions=*/false);
  if (!json.is_object()) return absl::DataLossError("audit payload is damaged");
  entry.actor_ward = json.value("actor_ward", "");
  entry.roles = json.value("roles", std::vector<std::string>{});
  entry.rpc = json.value("rpc", "");
  entry.title = json.value("title", "");
  return absl::OkStatus();
}

std::string TextOf(const domain::ChainPoint& point) {
  return absl::StrCat(point.seq, ":", point.hash);
}

std::string ProofOf(const crypto::Keyring& keys, const domain::ChainPoint& point) {
  return keys.Seal(TextOf(point), kAuditProofColumn);
}

bool IsGenuine(const crypto::Keyring& keys, const domain::ChainPoint& point,
               const std::string& proof) {
  if (point.seq == 0) return point.hash.empty() && proof.empty();
  const auto text = keys.Open(proof, kAuditProofColumn);
  return text.ok() && *text == TextOf(point);
}

// seq and previous_hash of the next row.
absl::StatusOr<domain::AuditRow> TakeHead(sql::Session& tx) {
  domain::AuditRow row;
  RETURN_IF_ERROR(tx.Query(kTakeHead, {}, [&](const sql::Row& head) {
    row.seq = head.Int(0);
    row.previous_hash = head.Text(1);
  }));
  if (row.seq == 0) return absl::InternalError("the audit log has lost its head");
  return row;
}

domain::AuditRow RowOf(const sql::Row& row) {
  return {.seq = row.Int(0),
          .time_us = row.Int(1),
          .actor = row.Text(2),
          .actor_kind = row.Text(3),
          .action = row.Text(4),
          .ward = row.Text(5),
          .record = row.Text(6),
          .citizen = row.Text(7),
          .payload = row.Text(8),
          .previous_hash = row.Text(9),
          .hash = row.Text(10)};
}

absl::StatusOr<domain::AuditEntry> EntryOf(domain::AuditRow row) {
  domain::AuditEntry entry{.seq = row.seq,
                           .time = absl::FromUnixMicros(row.time_us),
                           .actor = std::move(row.actor),
                           .actor_kind = std::move(row.actor_kind),
                           .action = std::move(row.action),
                           .ward = std::move(row.ward),
                           .record = std::move(row.record),
                           .citizen = std::move(row.citizen),
                           .hash = std::move(row.hash)};
  RETURN_IF_ERROR(ReadPayload(row.payload, entry));
  return entry;
}

// The list by one leading filter, so that each has an index to go by. Made once: statements are
// kept by their address.
std::string ListBy(const char* leading) {
  return absl::StrCat(
      "SELECT seq, time, actor, actor_kind, action, ward, record, citizen, payload, "
      "previous_hash, hash FROM audit_entries WHERE ",
      leading,
      " AND seq < :before AND time >= :start AND time < :end AND (:action = '' OR action = :action)"
      " AND (:ward = '' OR ward = :ward) AND (:actor = '' OR actor = :actor)"
      " AND (:citizen = '' OR citizen = :citizen) AND (:record = '' OR record = :record)"
      " ORDER BY seq DESC LIMIT :limit");
}

struct Listing {
  const char* sql;
  const std::string& value;  // of the leading filter
};

// The narrowest filter that is set leads.
Listing ListingFor(const AuditFilter& filter) {
  static const auto& by_record = *new std::string(ListBy("record = :value"));
  static const auto& by_citizen = *new std::string(ListBy("citizen = :value AND citizen <> ''"));
  static const auto& by_actor = *new std::string(ListBy("actor = :value"));
  static const auto& by_ward = *new std::string(ListBy("ward = :value"));
  static const auto& all = *new std::string(ListBy(":value = ''"));
  if (!filter.record.empty()) return {by_record.c_str(), filter.record};
  if (!filter.citizen.empty()) return {by_citizen.c_str(), filter.citizen};
  if (!filter.actor.empty()) return {by_actor.c_str(), filter.actor};
  return {filter.ward.empty() ? all.c_str() : by_ward.c_str(), filter.ward};
}

}  // namespace

absl::Status AppendAudit(sql::Session& tx, const crypto::Keyring& keys,
                         const domain::AuditEntry& entry) {
  ASSIGN_OR_RETURN(domain::AuditRow row, TakeHead(tx));
  row.time_us = absl::ToUnixMicros(entry.time);
  row.actor = entry.actor;
  row.actor_kind = entry.actor_kind;
  row.action = entry.action;
  row.ward = entry.ward;
  row.record = entry.record;
  row.citizen = entry.citizen;
  row.payload = PayloadOf(entry);
  row.hash = domain::HashOf(row);
  RETURN_IF_ERROR(
      tx.Post(kInsertEntry, {row.seq, row.time_us, row.actor, row.actor_kind, row.action, row.ward,
                             row.record, row.citizen, row.payload, row.previous_hash, row.hash}));
  return tx.Post(kSetHead, {row.hash, ProofOf(keys, {.seq = row.seq, .hash = row.hash})});
}

absl::StatusOr<std::string> FindRecordsCitizen(sql::Session& session, const std::string& record) {
  std::string citizen;
  RETURN_IF_ERROR(session.Query(kSelectRecordsCitizen, {record},
                                [&](const sql::Row& row) { citizen = row.Text(0); }));
  return citizen;
}

absl::StatusOr<std::vector<domain::AuditEntry>> ListAudit(sql::Session& session,
                                                          const AuditFilter& filter) {
  const Listing listing = ListingFor(filter);
  std::vector<domain::AuditRow> rows;
  RETURN_IF_ERROR(
      session.Query(listing.sql,
                    {listing.value, filter.before_seq, filter.start, filter.end, filter.action,
                     filter.action, filter.ward, filter.ward, filter.actor, filter.actor,
                     filter.citizen, filter.citizen, filter.record, filter.record, filter.limit},
                    [&](const sql::Row& row) { rows.push_back(RowOf(row)); }));
  std::vector<domain::AuditEntry> entries;
  entries.reserve(rows.size());
  for (domain::AuditRow& row : rows) {
    ASSIGN_OR_RETURN(entries.emplace_back(), EntryOf(std::move(row)));
  }
  return entries;
}

absl::StatusOr<std::vector<domain::AuditRow>> LoadAuditRows(sql::Session& session, std::int64_t seq,
                                                            int limit) {
  std::vector<domain::AuditRow> rows;
  RETURN_IF_ERROR(session.Query(kSelectRows, {seq, limit},
                                [&](const sql::Row& row) { rows.push_back(RowOf(row)); }));
  return rows;
}

absl::StatusOr<AuditAnchor> LoadAuditHead(sql::Session& session, const crypto::Keyring& keys) {
  AuditAnchor head;
  RETURN_IF_ERROR(session.Query(kSelectHead, {}, [&](const sql::Row& row) {
    head.point = {.seq = row.Int(0), .hash = row.Text(1)};
    head.genuine = IsGenuine(keys, head.point, row.Text(2));
  }));
  return head;
}

absl::StatusOr<std::vector<AuditAnchor>> ListAuditAnchors(sql::Session& session,
                                                          const crypto::Keyring& keys,
                                                          std::int64_t before_seq, int limit) {
  std::vector<AuditAnchor> anchors;
  RETURN_IF_ERROR(session.Query(kSelectAnchors, {before_seq, limit}, [&](const sql::Row& row) {
    AuditAnchor& anchor = anchors.emplace_back();
    anchor.point = {.seq = row.Int(0), .hash = row.Text(1)};
    anchor.genuine = IsGenuine(keys, anchor.point, row.Text(2));
    anchor.time = row.Time(3);
  }));
  return anchors;
}

absl::Status AddAuditAnchor(sql::Session& tx, const crypto::Keyring& keys,
                            const domain::ChainPoint& point, absl::Time now) {
  return tx.Execute(kInsertAnchor, {point.seq, point.hash, ProofOf(keys, point), now}).status();
}

}  // namespace tancua::identity::store

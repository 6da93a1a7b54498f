#include "services/notification/store/store.h"

#include <algorithm>

#include "common/status/macros.h"
#include "services/notification/store/payload.h"
#include "services/notification/store/queries.h"
#include "services/notification/store/sealed_columns.h"

namespace tancua::notification::store {
namespace {

// Every change of the queue runs on one connection, so that its statements do not wait for
// each other's row locks.
constexpr char kQueueKey[] = "notification.queue";

// Reads the columns of kClaim and kOfDossier, all but the sealed one.
domain::Message FromRow(const sql::Row& row) {
  domain::Message message;
  message.id = row.Text(0);
  message.facts.dossier = row.Text(1);
  message.ward = row.Text(2);
  message.template_id = row.Text(3);
  message.template_version = static_cast<int>(row.Int(4));
  message.state = domain::StateFromName(row.Text(5));
  message.rung = domain::RungFromName(row.Text(6));
  message.attempts = static_cast<int>(row.Int(7));
  message.error = row.Text(8);
  message.create_time = row.Time(10);
  message.expire_time = row.Time(11);
  message.due_time = row.Time(12);
  message.send_time = row.OptionalTime(13);
  message.traceparent = row.Text(14);
  return message;
}

// Rows as they come; unsealing waits until the transaction is over.
struct SealedRows {
  std::vector<domain::Message> messages;
  std::vector<std::string> sealed;

  void Add(const sql::Row& row) {
    messages.push_back(FromRow(row));
    sealed.push_back(row.Text(9));
  }
};

}  // namespace

absl::Status Store::Add(sql::Session& tx, const domain::Message& message) const {
  const std::string sealed = keys_.Seal(EncodePayload(message), kSealedMessage);
  return tx.Post(kInsertMessage,
                 {message.id, message.facts.dossier, message.ward, message.template_id,
                  message.template_version, Name(message.rung), sealed, message.create_time,
                  message.expire_time, message.due_time, message.traceparent});
}

void Store::Unseal(domain::Message& message, std::string_view sealed) const {
  const auto payload = keys_.Open(sealed, kSealedMessage);
  message.readable = payload.ok() && DecodePayload(*payload, message).ok();
}

absl::StatusOr<std::vector<domain::Message>> Store::Claim(domain::Rung rung, int limit,
                                                          absl::Time now, absl::Time lease_end) {
  bool any = false;
  RETURN_IF_ERROR(database_.Read([&](sql::Session& session) {
    return session.Query(kAnyDue, {Name(rung), now}, [&](const sql::Row&) { any = true; });
  }));
  if (!any) return std::vector<domain::Message>();

  ASSIGN_OR_RETURN(SealedRows rows, database_.Write(kQueueKey, [&](sql::Session& tx) {
    SealedRows claimed;
    const absl::Status status = tx.Query(kClaim, {lease_end, now, Name(rung), now, limit},
                                         [&](const sql::Row& row) { claimed.Add(row); });
    return status.ok() ? absl::StatusOr<SealedRows>(std::move(claimed)) : status;
  }));
  for (std::size_t i = 0; i < rows.messages.size(); ++i) {
    Unseal(rows.messages[i], rows.sealed[i]);
  }
  // Ids sort by time of creation; RETURNING promises no order.
  std::sort(rows.messages.begin(), rows.messages.end(),
            [](const auto& a, const auto& b) { return a.id < b.id; });
  return std::move(rows.messages);
}

absl::StatusOr<int> Store::Record(const std::vector<Settled>& batch, absl::Time now) {
  return database_.Write(kQueueKey, [&](sql::Session& tx) -> absl::StatusOr<int> {
    int ours = 0;
    for (const Settled& settled : batch) {
      const domain::Step& step = settled.step;
      const bool untried = step.outcome == domain::Outcome::kReleased;
      const auto send_time = step.state == domain::State::kSent ? std::optional(now) : std::nullopt;
      ASSIGN_OR_RETURN(
          const std::int64_t changed,
          tx.Execute(kRecord, {Name(step.state), Name(step.rung),
                               settled.claimed_attempts - (untried ? 1 : 0), step.error, step.due,
                               send_time, settled.id, settled.claimed_attempts}));
      ours += static_cast<int>(changed);
    }
    return ours;
  });
}

absl::StatusOr<int> Store::PassToSms(absl::Time created_before, absl::Time now, int limit) {
  return database_.Write(kQueueKey, [&](sql::Session& tx) -> absl::StatusOr<int> {
    ASSIGN_OR_RETURN(const std::int64_t passed,
                     tx.Execute(kPassToSms, {now, now, now, created_before, limit}));
    return static_cast<int>(passed);
  });
}

absl::StatusOr<std::vector<domain::Message>> Store::OfDossier(std::string_view dossier,
                                                              std::string_view after_id,
                                                              int limit) {
  SealedRows rows;
  RETURN_IF_ERROR(database_.Read([&](sql::Session& session) {
    rows = SealedRows();
    return session.Query(kOfDossier, {dossier, after_id, limit},
                         [&](const sql::Row& row) { rows.Add(row); });
  }));
  for (std::size_t i = 0; i < rows.messages.size(); ++i) {
    Unseal(rows.messages[i], rows.sealed[i]);
  }
  return std::move(rows.messages);
}

absl::StatusOr<std::vector<Backlog>> Store::Measure() {
  std::vector<Backlog> backlogs{{domain::Rung::kZns}, {domain::Rung::kSms}};
  RETURN_IF_ERROR(database_.Read([&](sql::Session& session) {
    return session.Query(kBacklog, {}, [&](const sql::Row& row) {
      Backlog& backlog = backlogs[domain::RungFromName(row.Text(0)) == domain::Rung::kSms];
      backlog.pending = row.Int(1);
      backlog.oldest = row.OptionalTime(2);
    });
  }));
  return backlogs;
}

}  // namespace tancua::notification::store

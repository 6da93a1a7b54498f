#include "services/identity/store/data_requests.h"

#include <algorithm>

#include "common/status/macros.h"
#include "services/identity/store/kept_json.h"
#include "services/identity/store/sealed_columns.h"

namespace tancua::identity::store {
namespace {

#define TANCUA_REQUEST_COLUMNS                                                                 \
  "id, citizen, ward, type, state, purpose, texts_sealed, receive_time, "                      \
  "acknowledge_due_time, due_time, due_explanation, acknowledge_time, extended, decide_time, " \
  "decider, registrar, assistance"

constexpr char kInsertRequest[] =
    "INSERT INTO data_requests (" TANCUA_REQUEST_COLUMNS
    ", channel) VALUES (:id, :citizen, :ward, :type, :state, :purpose, :texts, :receive_time, "
    ":acknowledge_due, :due, :explanation, :acknowledge_time, :extended, :decide_time, :decider, "
    ":registrar, :assistance, :channel)";
constexpr char kUpdateRequest[] =
    "UPDATE data_requests SET state = :state, texts_sealed = :texts, due_time = :due, "
    "due_explanation = :explanation, acknowledge_time = :acknowledge_time, extended = :extended, "
    "decide_time = :decide_time, decider = :decider WHERE id = :id AND state = :from";
constexpr char kSelectRequest[] =
    "SELECT " TANCUA_REQUEST_COLUMNS " FROM data_requests WHERE id = :id";

// An empty state stands for any.
#define TANCUA_REQUEST_PAGE \
  "id < :before AND (:any = '' OR state = :state) ORDER BY id DESC LIMIT :limit"

constexpr char kRequestsOfCitizen[] =
    "SELECT " TANCUA_REQUEST_COLUMNS
    " FROM data_requests WHERE citizen = :citizen AND " TANCUA_REQUEST_PAGE;
constexpr char kRequestsOfWard[] =
    "SELECT " TANCUA_REQUEST_COLUMNS
    " FROM data_requests WHERE ward = :ward AND " TANCUA_REQUEST_PAGE;
constexpr char kAllRequests[] =
    "SELECT " TANCUA_REQUEST_COLUMNS " FROM data_requests WHERE " TANCUA_REQUEST_PAGE;

#undef TANCUA_REQUEST_PAGE
#undef TANCUA_REQUEST_COLUMNS

constexpr char kInsertErasure[] =
    "INSERT INTO erasures (data_request, service, complete_time, erased, kept) "
    "VALUES (:data_request, :service, :complete_time, :erased, :kept)";
constexpr char kCompleteErasure[] =
    "UPDATE erasures SET complete_time = :complete_time, erased = :erased, kept = :kept "
    "WHERE data_request = :data_request AND service = :service AND complete_time IS NULL";
constexpr char kSelectErasures[] =
    "SELECT service, complete_time, erased, kept FROM erasures "
    "WHERE data_request = :data_request ORDER BY service";

constexpr char kMeasureOpen[] =
    "SELECT state, acknowledge_due_time, due_time FROM data_requests "
    "WHERE state IN ('RECEIVED', 'ACKNOWLEDGED')";
constexpr char kMeasureErasing[] = "SELECT COUNT(*) FROM erasures WHERE complete_time IS NULL";

#define TANCUA_OLD_REQUESTS                                                       \
  "FROM data_requests WHERE decide_time < :before "                               \
  "AND NOT EXISTS (SELECT 1 FROM erasures WHERE data_request = data_requests.id " \
  "AND complete_time IS NULL) AND NOT EXISTS (SELECT 1 FROM legal_holds "         \
  "WHERE subject = 'citizens/' || data_requests.citizen AND release_time IS NULL)"

constexpr char kCountOldRequests[] = "SELECT COUNT(*) " TANCUA_OLD_REQUESTS;
constexpr char kDeleteOldRequests[] =
    "DELETE FROM data_requests WHERE id IN (SELECT id " TANCUA_OLD_REQUESTS
    " ORDER BY decide_time LIMIT :limit)";
constexpr char kDeleteLeftErasures[] =
    "DELETE FROM erasures WHERE NOT EXISTS "
    "(SELECT 1 FROM data_requests WHERE data_requests.id = erasures.data_request)";

#undef TANCUA_OLD_REQUESTS

constexpr absl::Duration kSoon = absl::Hours(72);

std::string SealTexts(const crypto::Keyring& keys, const domain::DataRequest& request) {
  const nlohmann::json texts = {{"description", request.description},
                                {"extension_reason", request.extension_reason},
                                {"decision_reason", request.decision_reason},
                                {"kept", KeptToJson(request.kept)}};
  return keys.Seal(texts.dump(), kTextsColumn);
}

absl::Status OpenTexts(const crypto::Keyring& keys, const std::string& sealed,
                       domain::DataRequest& request) {
  ASSIGN_OR_RETURN(const std::string text, keys.Open(sealed, kTextsColumn));
  const auto texts = nlohmann::json::parse(text, nullptr, /*allow_exceptions=*/false);
  if (!texts.is_object()) return absl::DataLossError("sealed texts are damaged");
  request.description = texts.value("description", "");
  request.extension_reason = texts.value("extension_reason", "");
  request.decision_reason = texts.value("decision_reason", "");
  request.kept = KeptFromJson(texts.value("kept", nlohmann::json::array()));
  return absl::OkStatus();
}

// The texts, still sealed, stand in `description` until they are opened.
domain::DataRequest ReadDataRequest(const sql::Row& row) {
  using domain::DataRequestState;
  using domain::DataRequestType;
  return {.id = row.Text(0),
          .citizen = row.Text(1),
          .ward = row.Text(2),
          .type = domain::DataRequestTypeOf(row.Text(3)).value_or(DataRequestType::kView),
          .state = domain::DataRequestStateOf(row.Text(4)).value_or(DataRequestState::kReceived),
          .description = row.Text(6),
          .purpose = row.Text(5),
          .registrar = row.Text(15),
          .assistance = row.Text(16),
          .receive_time = row.Time(7),
          .acknowledge_due_time = row.Time(8),
          .due_time = row.Time(9),
          .due_explanation = row.Text(10),
          .acknowledge_time = row.OptionalTime(11),
          .extended = row.Int(12) != 0,
          .decide_time = row.OptionalTime(13),
          .decider = row.Text(14)};
}

}  // namespace

absl::Status InsertDataRequest(sql::Session& tx, const crypto::Keyring& keys,
                               const domain::DataRequest& r) {
  const std::string texts = SealTexts(keys, r);
  return tx
      .Execute(kInsertRequest,
               {r.id, r.citizen, r.ward, domain::Word(r.type), domain::Word(r.state), r.purpose,
                texts, r.receive_time, r.acknowledge_due_time, r.due_time, r.due_explanation,
                r.acknowledge_time, r.extended, r.decide_time, r.decider, r.registrar, r.assistance,
                domain::ChannelWord(r)})
      .status();
}

absl::StatusOr<bool> UpdateDataRequest(sql::Session& tx, const crypto::Keyring& keys,
                                       const domain::DataRequest& r,
                                       domain::DataRequestState from) {
  const std::string texts = SealTexts(keys, r);
  ASSIGN_OR_RETURN(
      const std::int64_t rows,
      tx.Execute(kUpdateRequest,
                 {domain::Word(r.state), texts, r.due_time, r.due_explanation, r.acknowledge_time,
                  r.extended, r.decide_time, r.decider, r.id, domain::Word(from)}));
  return rows == 1;
}

absl::StatusOr<std::optional<domain::DataRequest>> FindDataRequest(sql::Session& session,
                                                                   const crypto::Keyring& keys,
                                                                   const std::string& id) {
  std::optional<domain::DataRequest> found;
  RETURN_IF_ERROR(session.Query(kSelectRequest, {id},
                                [&](const sql::Row& row) { found = ReadDataRequest(row); }));
  if (found) RETURN_IF_ERROR(OpenTexts(keys, std::string(found->description), *found));
  return found;
}

absl::StatusOr<std::vector<domain::DataRequest>> ListDataRequests(sql::Session& session,
                                                                  const crypto::Keyring& keys,
                                                                  const DataRequestQuery& query) {
  std::vector<domain::DataRequest> requests;
  const auto keep = [&](const sql::Row& row) { requests.push_back(ReadDataRequest(row)); };
  const std::string before = query.page.Bound();
  const std::string state(query.state ? domain::Word(*query.state) : std::string_view());
  const int limit = query.page.limit;
  if (query.citizen) {
    RETURN_IF_ERROR(
        session.Query(kRequestsOfCitizen, {*query.citizen, before, state, state, limit}, keep));
  } else if (query.ward) {
    RETURN_IF_ERROR(
        session.Query(kRequestsOfWard, {*query.ward, before, state, state, limit}, keep));
  } else {
    RETURN_IF_ERROR(session.Query(kAllRequests, {before, state, state, limit}, keep));
  }
  for (domain::DataRequest& request : requests) {
    RETURN_IF_ERROR(OpenTexts(keys, std::string(request.description), request));
  }
  return requests;
}

absl::Status InsertErasure(sql::Session& tx, const std::string& data_request,
                           const domain::Erasure& erasure) {
  const std::string kept = KeptToJson(erasure.kept).dump();
  return tx
      .Execute(kInsertErasure,
               {data_request, erasure.service, erasure.complete_time, erasure.erased, kept})
      .status();
}

absl::Status CompleteErasure(sql::Session& tx, const std::string& data_request,
                             const domain::Erasure& erasure) {
  const std::string kept = KeptToJson(erasure.kept).dump();
  return tx
      .Execute(kCompleteErasure,
               {erasure.complete_time, erasure.erased, kept, data_request, erasure.service})
      .status();
}

absl::StatusOr<std::vector<domain::Erasure>> ListErasures(sql::Session& session,
                                                          const std::string& data_request) {
  std::vector<domain::Erasure> erasures;
  RETURN_IF_ERROR(session.Query(kSelectErasures, {data_request}, [&](const sql::Row& row) {
    erasures.push_back({.service = row.Text(0),
                        .complete_time = row.OptionalTime(1),
                        .erased = row.Int(2),
                        .kept = KeptFromJson(nlohmann::json::parse(row.Text(3), nullptr, false))});
  }));
  return erasures;
}

absl::StatusOr<std::int64_t> CountOldDataRequests(sql::Session& session, absl::Time before) {
  std::int64_t count = 0;
  RETURN_IF_ERROR(
      session.Query(kCountOldRequests, {before}, [&](const sql::Row& row) { count = row.Int(0); }));
  return count;
}

absl::StatusOr<int> DeleteOldDataRequests(sql::Session& tx, absl::Time before, int limit) {
  ASSIGN_OR_RETURN(const std::int64_t rows, tx.Execute(kDeleteOldRequests, {before, limit}));
  if (rows > 0) RETURN_IF_ERROR(tx.Execute(kDeleteLeftErasures, {}).status());
  return static_cast<int>(rows);
}

absl::StatusOr<DataRequestLoad> MeasureDataRequests(sql::Session& session, absl::Time now) {
  DataRequestLoad load;
  RETURN_IF_ERROR(session.Query(kMeasureOpen, {}, [&](const sql::Row& row) {
    const bool unanswered = row.Text(0) == "RECEIVED";
    const absl::Time next = unanswered ? std::min(row.Time(1), row.Time(2)) : row.Time(2);
    ++load.open;
    if (now > next) {
      ++load.overdue;
    } else if (now + kSoon > next) {
      ++load.due_soon;
    }
  }));
  RETURN_IF_ERROR(
      session.Query(kMeasureErasing, {}, [&](const sql::Row& row) { load.erasing = row.Int(0); }));
  return load;
}

}  // namespace tancua::identity::store

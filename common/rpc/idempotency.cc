#include "common/rpc/idempotency.h"

#include <optional>
#include <string>

#include "common/crypto/digest.h"
#include "common/id/ids.h"
#include "common/status/error.h"
#include "common/status/macros.h"
#include "google/protobuf/io/coded_stream.h"
#include "google/protobuf/io/zero_copy_stream_impl_lite.h"

namespace tancua::rpc {

const char* const kRequestMigrationSql = R"sql(
CREATE TABLE requests (
  caller TEXT NOT NULL,
  method TEXT NOT NULL,
  request_id TEXT NOT NULL,
  request_sha256 TEXT NOT NULL,
  sealed_response TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (request_id, caller, method)
);
CREATE INDEX requests_by_age ON requests (created_at);
)sql";

namespace {

constexpr char kInsert[] =
    "INSERT INTO requests (caller, method, request_id, request_sha256, sealed_response, "
    "created_at) "
    "VALUES (:caller, :method, :request_id, :sha, :response, :now)";
constexpr char kSelect[] =
    "SELECT request_sha256, sealed_response FROM requests "
    "WHERE request_id = :request_id AND caller = :caller AND method = :method";
constexpr char kForget[] =
    "DELETE FROM requests WHERE (request_id, caller, method) IN "
    "(SELECT request_id, caller, method FROM requests WHERE created_at < :bound "
    "ORDER BY created_at LIMIT :limit)";

// Maps serialise in any order unless told otherwise; equal requests must be equal bytes.
std::string Digest(const google::protobuf::Message& request) {
  std::string bytes;
  {
    google::protobuf::io::StringOutputStream stream(&bytes);
    google::protobuf::io::CodedOutputStream coded(&stream);
    coded.SetSerializationDeterministic(true);
    request.SerializeToCodedStream(&coded);
  }
  return crypto::Sha256Hex(bytes);
}

struct Stored {
  std::string digest;
  std::string sealed_response;
};

absl::StatusOr<std::optional<Stored>> Find(sql::Database& database, const Call& call,
                                           std::string_view request_id) {
  return database.Read([&](sql::Session& session) -> absl::StatusOr<std::optional<Stored>> {
    std::optional<Stored> stored;
    RETURN_IF_ERROR(session.Query(kSelect, {request_id, call.caller.subject, call.method},
                                  [&](const sql::Row& row) {
                                    stored = {row.Text(0), row.Text(1)};
                                  }));
    return stored;
  });
}

absl::Status Replay(const Stored& stored, const crypto::Keyring& keys, const std::string& digest,
                    google::protobuf::Message& response) {
  if (stored.digest != digest) {
    return status::Error(status::kRequestIdReused, {.field = "request_id"});
  }
  ASSIGN_OR_RETURN(const std::string bytes, keys.Open(stored.sealed_response, kResponseContext));
  if (!response.ParseFromString(bytes)) return absl::DataLossError("stored answer is damaged");
  return absl::OkStatus();
}

}  // namespace

// Nearly every request is new, so none is looked for beforehand: the answer is inserted last, and
// whatever fails may have failed because the request was already answered.
absl::StatusOr<Run> Once(sql::Database& database, std::string_view key, const Call& call,
                         std::string_view request_id, const crypto::Keyring& keys,
                         const Clock& clock, const google::protobuf::Message& request,
                         google::protobuf::Message& response,
                         absl::FunctionRef<absl::Status(sql::Session&)> body) {
  if (!IsUuid(request_id)) {
    return status::Error(status::kRequestIdInvalid, {.field = "request_id"});
  }
  const std::string digest = Digest(request);
  const absl::Status written = database.Write(key, [&](sql::Session& tx) -> absl::Status {
    RETURN_IF_ERROR(body(tx));
    return tx.Post(kInsert,
                   {call.caller.subject, call.method, request_id, digest,
                    keys.Seal(response.SerializeAsString(), kResponseContext), clock.Now()});
  });
  if (written.ok()) return Run::kFirst;
  if (absl::IsUnavailable(written)) return written;
  ASSIGN_OR_RETURN(const std::optional<Stored> stored, Find(database, call, request_id));
  if (!stored) return written;
  RETURN_IF_ERROR(Replay(*stored, keys, digest, response));
  return Run::kRepeated;
}

absl::StatusOr<int> ForgetRequests(sql::Database& database, absl::Time bound, int limit) {
  return database.Write("requests", [&](sql::Session& tx) -> absl::StatusOr<int> {
    ASSIGN_OR_RETURN(const std::int64_t forgotten, tx.Execute(kForget, {bound, limit}));
    return static_cast<int>(forgotten);
  });
}

}  // namespace tancua::rpc

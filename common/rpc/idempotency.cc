#include "common/rpc/idempotency.h"

#include "absl/strings/escaping.h"
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

constexpr char kContext[] = "requests.response";

constexpr char kInsert[] =
    "INSERT INTO requests (caller, method, request_id, request_sha256, sealed_response, "
    "created_at) "
    "VALUES (:caller, :method, :request_id, :sha, '', :now) "
    "ON CONFLICT (request_id, caller, method) DO NOTHING";
constexpr char kSelect[] =
    "SELECT request_sha256, sealed_response FROM requests "
    "WHERE request_id = :request_id AND caller = :caller AND method = :method";
constexpr char kUpdate[] =
    "UPDATE requests SET sealed_response = :response "
    "WHERE request_id = :request_id AND caller = :caller AND method = :method";

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

absl::Status Replay(sql::Session& tx, const Call& call, std::string_view request_id,
                    const crypto::Keyring& keys, const std::string& digest,
                    google::protobuf::Message& response) {
  std::string stored_digest;
  std::string sealed;
  RETURN_IF_ERROR(
      tx.Query(kSelect, {request_id, call.caller.subject, call.method}, [&](const sql::Row& row) {
        stored_digest = row.Text(0);
        sealed = row.Text(1);
      }));
  if (stored_digest != digest) {
    return status::Error(status::kRequestIdReused, {.field = "request_id"});
  }
  ASSIGN_OR_RETURN(const std::string bytes, keys.Open(sealed, kContext));
  if (!response.ParseFromString(bytes)) return absl::DataLossError("stored answer is damaged");
  return absl::OkStatus();
}

}  // namespace

absl::Status Once(sql::Session& tx, const Call& call, std::string_view request_id,
                  const crypto::Keyring& keys, const Clock& clock,
                  const google::protobuf::Message& request, google::protobuf::Message& response,
                  absl::FunctionRef<absl::Status()> body) {
  if (!IsUuid(request_id)) {
    return status::Error(status::kRequestIdInvalid, {.field = "request_id"});
  }
  const std::string digest = Digest(request);
  ASSIGN_OR_RETURN(
      const std::int64_t inserted,
      tx.Execute(kInsert, {call.caller.subject, call.method, request_id, digest, clock.Now()}));
  if (inserted == 0) return Replay(tx, call, request_id, keys, digest, response);
  RETURN_IF_ERROR(body());
  return tx.Post(kUpdate, {keys.Seal(response.SerializeAsString(), kContext), request_id,
                           call.caller.subject, call.method});
}

}  // namespace tancua::rpc

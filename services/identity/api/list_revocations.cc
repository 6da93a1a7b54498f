#include "common/status/macros.h"
#include "google/protobuf/util/time_util.h"
#include "services/identity/api/oauth.h"
#include "services/identity/store/revocations.h"
#include "services/identity/wire_time.h"

namespace tancua::identity::api {
namespace {

// A transaction commits after it took its time, and replicas' clocks differ.
constexpr absl::Duration kOverlap = absl::Seconds(10);
constexpr int kMostRevocations = 20'000;  // of 80 bytes: below the largest message of gRPC

}  // namespace

absl::StatusOr<v1::ListRevocationsResponse> ListRevocations(
    Deps& deps, const rpc::Call&, const v1::ListRevocationsRequest& request) {
  const absl::Time now = deps.clock.Now();
  const absl::Time since = absl::FromUnixMicros(
      google::protobuf::util::TimeUtil::TimestampToMicroseconds(request.since_time()));
  ASSIGN_OR_RETURN(const auto entries, deps.database.Read([&](sql::Session& session) {
    return store::ListRevocations(session, since - kOverlap, now, kMostRevocations);
  }));
  v1::ListRevocationsResponse response;
  for (const rpc::Revocations::Entry& entry : entries) {
    v1::Revocation& revocation = *response.add_revocations();
    revocation.set_digest(entry.digest);
    *revocation.mutable_revoke_time() = wire::ToTimestamp(entry.revoked);
    *revocation.mutable_expire_time() = wire::ToTimestamp(entry.expires);
  }
  const bool all = entries.size() < kMostRevocations;
  *response.mutable_as_of_time() = wire::ToTimestamp(all ? now : entries.back().revoked + kOverlap);
  return response;
}

}  // namespace tancua::identity::api

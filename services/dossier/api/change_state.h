#pragma once

#include <string>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "common/rpc/call.h"
#include "common/sql/session.h"
#include "google/protobuf/message.h"
#include "services/dossier/deps.h"
#include "services/dossier/domain/dossier.h"
#include "services/dossier/domain/lifecycle.h"
#include "tancua/dossier/v1/dossier.pb.h"

namespace tancua::dossier::api {

// What happens beside the change of state, in its transaction. The dossier is as it will be.
using SideEffect = absl::FunctionRef<absl::Status(sql::Session&, const domain::Dossier&)>;

inline absl::Status NoSideEffect(sql::Session&, const domain::Dossier&) { return absl::OkStatus(); }

struct Change {
  domain::Verb verb;
  std::string note = {};  // checked
  SideEffect also = NoSideEffect;
};

// What the request of every change has.
struct Target {
  const google::protobuf::Message& request;
  const std::string& name;
  const std::string& request_id;
  const std::string& etag;
};

template <class Request>
[[nodiscard]] Target TargetOf(const Request& request) {
  return {request, request.name(), request.request_id(), request.etag()};
}

// Takes a dossier one step on: once per request_id, with history and event, for a caller with
// access. DOSSIER_NOT_FOUND, OTHER_WARD, ETAG_MISMATCH, DOSSIER_WRONG_STATE, or what `also` says;
// then nothing is changed.
[[nodiscard]] absl::StatusOr<tancua::dossier::v1::Dossier> ChangeState(const Deps& deps,
                                                                       const rpc::Call& call,
                                                                       const Target& target,
                                                                       const Change& change);

// The dossier, when the caller may change it and has seen its present form: DOSSIER_NOT_FOUND,
// OTHER_WARD or ETAG_MISMATCH otherwise.
[[nodiscard]] absl::StatusOr<domain::Dossier> LoadForChange(const Deps& deps, sql::Session& tx,
                                                            const rpc::Call& call,
                                                            const std::string& code,
                                                            const std::string& etag);

// The procedure in the version that the dossier was received under.
[[nodiscard]] absl::StatusOr<const domain::Procedure*> ProcedureOf(const Deps& deps,
                                                                   const domain::Dossier& dossier);

}  // namespace tancua::dossier::api

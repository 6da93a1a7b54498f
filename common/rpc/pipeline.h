#pragma once

#include <atomic>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "common/id/ids.h"
#include "common/limits/client_limits.h"
#include "common/rpc/authenticator.h"
#include "common/rpc/call.h"
#include "common/rpc/rpc_metrics.h"
#include "common/rpc/service.h"

namespace tancua::rpc {

// The way of every call into a procedure, whoever brings it (gRPC or this process):
//
//   errors → observe → authenticate → authorise → limit → deadline → procedure
//
// errors first, so that everything after it is answered in one form; observe sees every
// outcome; nobody unknown takes a place in the limit. Thread-safe after the last Add.
class Pipeline {
 public:
  // `client_limits` counts the calls of partners; without it they are not limited.
  Pipeline(Ids& ids, Authenticator& authenticator, RpcMetrics& metrics, int max_in_flight,
           limits::ClientLimits* client_limits = nullptr)
      : ids_(ids),
        authenticator_(authenticator),
        metrics_(metrics),
        max_in_flight_(max_in_flight),
        client_limits_(client_limits) {}

  // Refuses a service with an RPC that has no procedure or no policy.
  [[nodiscard]] absl::Status Add(Service service);

  // Null when no service has it. `full_name`: "tancua.survey.v1.SurveyService/GetSurvey".
  [[nodiscard]] const Method* Find(std::string_view full_name) const;
  [[nodiscard]] const std::vector<std::unique_ptr<Service>>& services() const { return services_; }

  [[nodiscard]] absl::Status Unary(const Method& method, Call& call,
                                   const google::protobuf::Message& request,
                                   google::protobuf::Message& response);
  [[nodiscard]] absl::Status ClientStreaming(const Method& method, Call& call,
                                             MessageReader& requests,
                                             google::protobuf::Message& response);
  [[nodiscard]] absl::Status ServerStreaming(const Method& method, Call& call,
                                             const google::protobuf::Message& request,
                                             MessageWriter& responses);

 private:
  using Procedure = absl::FunctionRef<absl::Status()>;
  [[nodiscard]] absl::Status Run(const Method& method, Call& call,
                                 const google::protobuf::Message* request, Procedure procedure);
  [[nodiscard]] absl::Status Authenticate(const Method& method, Call& call);
  [[nodiscard]] absl::Status LimitAndRun(const Call& call, Procedure procedure);
  [[nodiscard]] absl::Status LimitClient(const Caller& caller);
  [[nodiscard]] absl::Status Answerable(Call& call, absl::Status status);

  Ids& ids_;
  Authenticator& authenticator_;
  RpcMetrics& metrics_;
  const int max_in_flight_;
  limits::ClientLimits* const client_limits_;
  std::atomic<int> in_flight_{0};
  std::vector<std::unique_ptr<Service>> services_;
  std::map<std::string, const Method*, std::less<>> methods_;
};

}  // namespace tancua::rpc

#include "common/rpc/pipeline.h"

#include "absl/cleanup/cleanup.h"
#include "common/log/log.h"
#include "common/rpc/call_log.h"
#include "common/rpc/errors.h"
#include "common/rpc/policy.h"
#include "common/status/error.h"
#include "common/status/macros.h"
#include "common/status/view.h"
#include "common/trace/span.h"
#include "tancua/rest/v1/oauth.pb.h"

namespace tancua::rpc {
namespace {

// An OAuth client's own credentials, which only the procedures of OAuth understand.
bool IsForTheProcedure(const Method& method, std::string_view authorization) {
  return authorization.starts_with("Basic ") &&
         method.descriptor->options().GetExtension(rest::v1::oauth);
}

// The step that the call is: below its caller's, if that says which.
trace::Span SpanOf(const Call& call) {
  const auto caller = call.metadata.find("traceparent");
  return caller == call.metadata.end() ? trace::Span::New() : trace::Span::Under(caller->second);
}

}  // namespace

absl::Status Pipeline::Add(Service service) {
  RETURN_IF_ERROR(service.Check());
  services_.push_back(std::make_unique<Service>(std::move(service)));
  for (const auto& [name, method] : services_.back()->methods()) {
    std::string full_name = FullMethodName(*method.descriptor);
    metrics_.AddMethod(full_name);
    methods_.insert_or_assign(std::move(full_name), &method);
  }
  return absl::OkStatus();
}

const Method* Pipeline::Find(std::string_view full_name) const {
  auto it = methods_.find(full_name);
  return it == methods_.end() ? nullptr : it->second;
}

absl::Status Pipeline::Unary(const Method& method, Call& call,
                             const google::protobuf::Message& request,
                             google::protobuf::Message& response) {
  return Run(method, call, &request, [&] { return method.unary(call, request, response); });
}

absl::Status Pipeline::ClientStreaming(const Method& method, Call& call, MessageReader& requests,
                                       google::protobuf::Message& response) {
  return Run(method, call, nullptr,
             [&] { return method.client_streaming(call, requests, response); });
}

absl::Status Pipeline::ServerStreaming(const Method& method, Call& call,
                                       const google::protobuf::Message& request,
                                       MessageWriter& responses) {
  return Run(method, call, &request,
             [&] { return method.server_streaming(call, request, responses); });
}

absl::Status Pipeline::Run(const Method& method, Call& call,
                           const google::protobuf::Message* request, Procedure procedure) {
  const trace::Scope scope(SpanOf(call));
  call.traceparent = trace::Current()->traceparent();
  const absl::Time start = absl::Now();
  absl::Status status = [&]() -> absl::Status {
    RETURN_IF_ERROR(Authenticate(method, call));
    RETURN_IF_ERROR(Authorize(PolicyOf(*method.descriptor), call.caller, request));
    return LimitAndRun(call, procedure);
  }();
  status = Answerable(call, std::move(status));
  const absl::Duration took = absl::Now() - start;
  metrics_.Observe(call.method, status.code(), took);
  LogCall(method, call, request, status, took);
  return status;
}

absl::Status Pipeline::Authenticate(const Method& method, Call& call) {
  const auto authorization = call.metadata.find("authorization");
  if (authorization == call.metadata.end()) return absl::OkStatus();
  if (IsForTheProcedure(method, authorization->second)) return absl::OkStatus();
  const std::string_view token = call.BearerToken();
  if (token.empty()) return status::Error(status::kTokenInvalid);
  ASSIGN_OR_RETURN(call.caller, authenticator_.Authenticate(token));
  return absl::OkStatus();
}

absl::Status Pipeline::LimitAndRun(const Call& call, Procedure procedure) {
  absl::Cleanup leave = [this] { in_flight_.fetch_sub(1, std::memory_order_relaxed); };
  if (in_flight_.fetch_add(1, std::memory_order_relaxed) >= max_in_flight_) {
    return status::Error(status::kOverloaded, {.retry_after = absl::Seconds(1)});
  }
  RETURN_IF_ERROR(LimitClient(call.caller));
  if (absl::Now() >= call.deadline) return status::Error(status::kDeadlineExceeded);
  return procedure();
}

absl::Status Pipeline::LimitClient(const Caller& caller) {
  if (client_limits_ == nullptr || caller.client.empty() || !caller.rate.limits()) {
    return absl::OkStatus();
  }
  const std::string id = caller.client.substr(caller.client.find('/') + 1);
  const absl::Duration wait = client_limits_->Take(id, caller.rate);
  if (wait == absl::ZeroDuration()) return absl::OkStatus();
  return status::Error(kClientLimitExceeded, {.retry_after = wait});
}

// Every error leaves with an id; one that no business rule made leaves without its cause,
// which goes to the log under that id.
absl::Status Pipeline::Answerable(Call& call, absl::Status status) {
  if (status.ok()) return status;
  call.error_id = ids_.NewUuid();
  if (!status::Describe(status)) {
    log::Error("rpc.failed", {{"method", call.method},
                              {"error_id", call.error_id},
                              {"code", absl::StatusCodeToString(status.code())},
                              {"cause", StdView(status.message())}});
    status = status::Error(status.code() == absl::StatusCode::kUnavailable ? status::kUnavailable
                                                                           : status::kInternal);
  }
  status::AddMetadata(status, "error_id", call.error_id);
  return status;
}

}  // namespace tancua::rpc

#include "services/gateway/gateway.h"

#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/log/log.h"
#include "common/status/error.h"
#include "common/status/macros.h"
#include "common/status/view.h"
#include "common/trace/span.h"
#include "google/protobuf/arena.h"
#include "services/gateway/domain/errors.h"
#include "services/gateway/errors.h"
#include "services/gateway/oauth.h"
#include "services/gateway/pages.h"
#include "services/gateway/transcoder.h"
#include "tancua/rest/v1/raw_body.pb.h"

namespace tancua::gateway {
namespace {

using google::protobuf::Message;

// Enough for the message of an ordinary request, so that building it asks no allocator.
constexpr std::size_t kRequestBlock = 4096;

constexpr std::string_view kHomePath = "/";
constexpr std::string_view kOpenApiPath = "/openapi.json";
constexpr std::string_view kSurveyPath = "/s/{token}";
constexpr std::string_view kNoRoute = "none";

// Which page for people a path asks for; empty when none. The survey's token stays out of the
// name, which goes into logs.
std::string_view PageOf(std::string_view path) {
  if (path == kHomePath) return kHomePath;
  if (path == kOpenApiPath) return kOpenApiPath;
  if (path.substr(0, 3) == "/s/" && path.find('/', 3) == path.npos) return kSurveyPath;
  return {};
}

void AddRequestId(const http::Request& request, http::Response& response) {
  if (const auto id = request.header("x-request-id"); !id.empty()) {
    response.headers.emplace_back("X-Request-Id", id);
  }
}

// A message that lives on the stack as far as it fits.
class RequestMessage {
 public:
  explicit RequestMessage(const Message& prototype)
      : arena_(Options(block_)), message_(*prototype.New(&arena_)) {}
  Message& operator*() { return message_; }

 private:
  static google::protobuf::ArenaOptions Options(char* block) {
    google::protobuf::ArenaOptions options;
    options.initial_block = block;
    options.initial_block_size = kRequestBlock;
    return options;
  }

  alignas(8) char block_[kRequestBlock];
  google::protobuf::Arena arena_;
  Message& message_;
};

}  // namespace

Gateway::Gateway(const GatewayConfig& config, Deps deps, std::vector<Binding> bindings,
                 std::string openapi)
    : config_(config),
      deps_(std::move(deps)),
      bindings_(std::move(bindings)),
      openapi_(std::move(openapi)),
      cors_(config.cors_origins),
      metrics_(deps_.metrics),
      no_route_metrics_(metrics_.AddRoute(std::string(kNoRoute), "any")),
      page_metrics_(metrics_.AddRoute("page", "GET")),
      body_slots_(config.max_uploads, metrics_.uploads()) {}

absl::StatusOr<std::unique_ptr<Gateway>> Gateway::Build(
    const GatewayConfig& config, Deps deps,
    const std::vector<const google::protobuf::FileDescriptor*>& files, std::string openapi) {
  ASSIGN_OR_RETURN(auto bindings, CollectBindings(files));
  std::unique_ptr<Gateway> gateway(
      new Gateway(config, std::move(deps), std::move(bindings), std::move(openapi)));
  RETURN_IF_ERROR(gateway->AddRoutes());
  return gateway;
}

absl::Status Gateway::AddRoutes() {
  for (const Binding& binding : bindings_) {
    RETURN_IF_ERROR(routes_.Add(binding));
    RETURN_IF_ERROR(codec_.Add(*binding.method->input_type()));
    RETURN_IF_ERROR(codec_.Add(*binding.method->output_type()));
    endpoints_[&binding] = {&deps_.invoker(binding.service),
                            &metrics_.AddRoute(binding.path.text, binding.http_method)};
  }
  return absl::OkStatus();
}

http::Response Gateway::Handle(http::Request& request) {
  const trace::Scope scope(trace::Span::Under(request.header("traceparent")));
  const absl::Time start = absl::Now();
  Answer answer = Dispatch(request);
  cors_.Allow(request, answer.response);
  const absl::Duration took = absl::Now() - start;
  answer.metrics->Observe(answer.response.status, took);
  if (config_.access_log) Log(request, answer, took);
  return std::move(answer.response);
}

Gateway::Answer Gateway::Dispatch(http::Request& request) {
  const auto for_route = [](Answer answer, GatewayMetrics::Route& metrics, std::string_view route) {
    answer.metrics = &metrics;
    answer.route = route;
    return answer;
  };
  if (const std::string_view page = PageOf(request.path()); !page.empty()) {
    return for_route(Page(request, page), page_metrics_, page);
  }
  const RouteTable::Match match = routes_.Find(request.method(), request.path());
  if (match.binding == nullptr) {
    return for_route(NoBinding(request, match.allowed), no_route_metrics_, kNoRoute);
  }
  return for_route(Call(request, match), *endpoints_.at(match.binding).metrics,
                   match.binding->path.text);
}

Gateway::Answer Gateway::Page(const http::Request& request, std::string_view page) {
  if (request.method() != "GET" && request.method() != "HEAD") return NoBinding(request, "GET");
  if (page == kOpenApiPath) return {.response = {.body = openapi_}};
  return {.response = {.content_type = "text/html; charset=utf-8",
                       .body = page == kSurveyPath ? SurveyPage() : std::string(HomePage())}};
}

Gateway::Answer Gateway::NoBinding(const http::Request& request, const std::string& allowed) {
  if (allowed.empty()) return Fail(status::Error(kRouteNotFound), nullptr);
  Answer answer;
  if (request.method() == "OPTIONS") {
    answer.response.status = 204;
    cors_.AllowPreflight(request, allowed, answer.response);
  } else {
    answer = Fail(status::Error(kMethodNotAllowed), nullptr);
  }
  answer.response.headers.emplace_back("Allow", absl::StrCat(allowed, ", OPTIONS"));
  return answer;
}

Gateway::Answer Gateway::Call(http::Request& request, const RouteTable::Match& match) {
  const Binding& binding = *match.binding;
  std::optional<BodySlots::Slot> slot;
  if (!request.BodyArrived() || binding.raw_answer) {
    slot.emplace(body_slots_);
    if (!slot->taken()) return Fail(TooManyUploads(), nullptr);
  }
  Answer answer;
  const absl::Status status = binding.raw_answer ? CallWithRawAnswer(request, match)
                              : binding.body == Binding::Body::kRaw
                                  ? CallWithRawBody(request, match, answer.response.body)
                                  : CallUnary(request, match, answer.response.body);
  if (!status.ok()) answer = Fail(status, &binding);
  AddRequestId(request, answer.response);
  return answer;
}

absl::Status Gateway::ReadMessage(http::Request& request, const RouteTable::Match& match,
                                  Message& message) {
  const Binding& binding = *match.binding;
  if (binding.body != Binding::Body::kNone) {
    ASSIGN_OR_RETURN(const std::string body,
                     ReadBody(request, binding.oauth ? kFormType : kJsonType, config_.json_limit));
    RETURN_IF_ERROR(binding.oauth ? FillFromForm(body, message)
                                  : FillFromJson(codec_, binding, body, message));
  }
  RETURN_IF_ERROR(FillFromPath(binding, match.segments, message));
  return FillFromQuery(binding, request.query(), message);
}

absl::Status Gateway::CallUnary(http::Request& request, const RouteTable::Match& match,
                                std::string& answer) {
  const Binding& binding = *match.binding;
  RequestMessage message(*binding.request);
  RETURN_IF_ERROR(ReadMessage(request, match, *message));
  ASSIGN_OR_RETURN(const CallContext context,
                   ReadCallContext(request, deps_.clock, config_.timeout, config_.max_timeout));
  // Not on the arena: a service hands its answer over by moving it, which an arena turns
  // into a copy.
  const std::unique_ptr<Message> response(binding.response->New());
  RETURN_IF_ERROR(endpoints_.at(&binding).invoker->Unary(*binding.method, context.metadata,
                                                         context.deadline, *message, *response));
  codec_.Print(*response, answer);
  return absl::OkStatus();
}

absl::Status Gateway::CallWithRawBody(http::Request& request, const RouteTable::Match& match,
                                      std::string& answer) {
  const Binding& binding = *match.binding;
  RequestMessage first(*binding.request);
  RETURN_IF_ERROR(FillFromPath(binding, match.segments, *first));
  RETURN_IF_ERROR(FillFromQuery(binding, request.query(), *first));
  ASSIGN_OR_RETURN(
      const CallContext context,
      ReadCallContext(request, deps_.clock, config_.upload_timeout, config_.upload_timeout));
  RawBodyReader reader(request, binding, *first);
  const std::unique_ptr<Message> response(binding.response->New());
  RETURN_IF_ERROR(endpoints_.at(&binding).invoker->ClientStreaming(
      *binding.method, context.metadata, context.deadline, reader, *response));
  codec_.Print(*response, answer);
  return absl::OkStatus();
}

// Once the answer has begun, an error shows in that it ends early; it is still counted.
absl::Status Gateway::CallWithRawAnswer(http::Request& request, const RouteTable::Match& match) {
  const Binding& binding = *match.binding;
  RequestMessage message(*binding.request);
  RETURN_IF_ERROR(FillFromPath(binding, match.segments, *message));
  RETURN_IF_ERROR(FillFromQuery(binding, request.query(), *message));
  ASSIGN_OR_RETURN(
      const CallContext context,
      ReadCallContext(request, deps_.clock, config_.upload_timeout, config_.upload_timeout));
  http::Response head;
  AddRequestId(request, head);
  cors_.Allow(request, head);
  RawAnswerWriter writer(request, std::move(head));
  RETURN_IF_ERROR(endpoints_.at(&binding).invoker->ServerStreaming(
      *binding.method, context.metadata, context.deadline, *message, writer));
  return writer.started() ? absl::OkStatus()
                          : absl::InternalError("a stream of answers without any");
}

Gateway::Answer Gateway::Fail(const absl::Status& error, const Binding* binding) {
  std::string error_id = ErrorId(error);
  if (error_id.empty()) error_id = deps_.ids.NewUuid();
  http::Response response =
      binding != nullptr && binding->oauth
          ? OAuthErrorResponse(error, error_id)
          : ErrorResponse(error, binding == nullptr ? nullptr : binding->method->input_type(),
                          error_id);
  const auto described = status::Describe(error);
  std::string reason = described ? described->reason : std::string();
  if (response.status >= 500) {
    log::Error("gateway.failed", {{"status", response.status},
                                  {"reason", reason},
                                  {"error_id", error_id},
                                  {"cause", StdView(error.message())}});
  }
  return {.response = std::move(response), .reason = std::move(reason)};
}

http::Response Gateway::Refusal(int status) {
  const status::Kind* kind = &kRequestMalformed;
  if (status == 413) kind = &kBodyTooLarge;
  if (status == 500) kind = &status::kInternal;
  if (status == 503) kind = &kTooManyConnections;
  http::Response response = ErrorResponse(status::Error(*kind), nullptr, deps_.ids.NewUuid());
  no_route_metrics_.Observe(status, absl::ZeroDuration());
  return response;
}

// The route, not the path: a path can hold the token of a survey. Of what callers name a request
// only what cannot stand for a person.
void Gateway::Log(const http::Request& request, const Answer& answer, absl::Duration took) const {
  const std::string_view id = request.header("x-request-id");
  log::Often("gateway.request", {{"method", answer.route == kNoRoute ? "" : request.method()},
                                 {"route", answer.route},
                                 {"status", answer.response.status},
                                 {"reason", answer.reason},
                                 {"request_id", IsUuid(id) ? id : std::string_view()},
                                 {"bytes", answer.response.body.size()},
                                 {"took_us", absl::ToInt64Microseconds(took)}});
}

}  // namespace tancua::gateway

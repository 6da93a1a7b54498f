#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/rpc/call.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"

// A service as a table from method to procedure:
//
//   rpc::Service SurveyService(const Deps& deps) {
//     rpc::Service service(pb::SurveyService::descriptor()) …
//     service.Unary("GetSurvey", Bind(deps, api::GetSurvey));
//     service.Unary("AnswerSurvey", Bind(deps, api::AnswerSurvey));
//     return service;
//   }
//
// No generated stub is needed; the server, the local invoker and the gateway all
// work from this table and the descriptors.
namespace tancua::rpc {

// The requests of a client-streaming call, one by one. Blocking.
class MessageReader {
 public:
  virtual ~MessageReader() = default;
  // True and fills `message`; false at the end; an error when the caller went away.
  virtual absl::StatusOr<bool> Next(google::protobuf::Message& message) = 0;
};

template <class Request>
class Reader {
 public:
  explicit Reader(MessageReader& messages) : messages_(messages) {}
  [[nodiscard]] absl::StatusOr<bool> Next(Request& request) { return messages_.Next(request); }

 private:
  MessageReader& messages_;
};

// The answers of a server-streaming call, one by one. Blocking.
class MessageWriter {
 public:
  virtual ~MessageWriter() = default;
  // An error when the caller went away; then there is nobody to go on for.
  [[nodiscard]] virtual absl::Status Write(const google::protobuf::Message& message) = 0;
};

template <class Response>
class Writer {
 public:
  explicit Writer(MessageWriter& messages) : messages_(messages) {}
  [[nodiscard]] absl::Status Write(const Response& response) { return messages_.Write(response); }

 private:
  MessageWriter& messages_;
};

struct Method {
  const google::protobuf::MethodDescriptor* descriptor = nullptr;
  const google::protobuf::Message* request = nullptr;   // prototype
  const google::protobuf::Message* response = nullptr;  // prototype
  // Fields of the request that may name a dossier or a ward.
  std::vector<const google::protobuf::FieldDescriptor*> resource_fields;
  bool polled = false;
  // Exactly one is set.
  std::function<absl::Status(const Call&, const google::protobuf::Message&,
                             google::protobuf::Message&)>
      unary;
  std::function<absl::Status(const Call&, MessageReader&, google::protobuf::Message&)>
      client_streaming;
  std::function<absl::Status(const Call&, const google::protobuf::Message&, MessageWriter&)>
      server_streaming;
};

class Service {
 public:
  // `full_name`, for example "tancua.survey.v1.SurveyService", must be linked in.
  explicit Service(std::string_view full_name);

  // `procedure`: absl::StatusOr<Response>(const Deps&, const Call&, const Request&).
  template <class Deps, class Response, class Request>
  Service& Unary(std::string_view method, Deps& deps,
                 absl::StatusOr<Response> (*procedure)(Deps&, const Call&, const Request&)) {
    Method m;
    m.request = &Request::default_instance();
    m.response = &Response::default_instance();
    m.unary = [&deps, procedure](const Call& call, const google::protobuf::Message& request,
                                 google::protobuf::Message& response) -> absl::Status {
      auto result = procedure(deps, call, static_cast<const Request&>(request));
      if (!result.ok()) return std::move(result).status();
      static_cast<Response&>(response) = *std::move(result);
      return absl::OkStatus();
    };
    return Add(method, std::move(m));
  }

  // `procedure`: absl::StatusOr<Response>(Deps&, const Call&, Reader<Request>&).
  template <class Deps, class Response, class Request>
  Service& ClientStreaming(std::string_view method, Deps& deps,
                           absl::StatusOr<Response> (*procedure)(Deps&, const Call&,
                                                                 Reader<Request>&)) {
    Method m;
    m.request = &Request::default_instance();
    m.response = &Response::default_instance();
    m.client_streaming = [&deps, procedure](const Call& call, MessageReader& messages,
                                            google::protobuf::Message& response) -> absl::Status {
      Reader<Request> reader(messages);
      auto result = procedure(deps, call, reader);
      if (!result.ok()) return std::move(result).status();
      static_cast<Response&>(response) = *std::move(result);
      return absl::OkStatus();
    };
    return Add(method, std::move(m));
  }

  // `procedure`: absl::Status(Deps&, const Call&, const Request&, Writer<Response>&).
  template <class Deps, class Response, class Request>
  Service& ServerStreaming(std::string_view method, Deps& deps,
                           absl::Status (*procedure)(Deps&, const Call&, const Request&,
                                                     Writer<Response>&)) {
    Method m;
    m.request = &Request::default_instance();
    m.response = &Response::default_instance();
    m.server_streaming = [&deps, procedure](const Call& call,
                                            const google::protobuf::Message& request,
                                            MessageWriter& messages) -> absl::Status {
      Writer<Response> writer(messages);
      return procedure(deps, call, static_cast<const Request&>(request), writer);
    };
    return Add(method, std::move(m));
  }

  // The suite itself calls `method` all the time: its successes are logged at level debug only.
  Service& Polled(std::string_view method);

  [[nodiscard]] const google::protobuf::ServiceDescriptor& descriptor() const {
    return *descriptor_;
  }
  [[nodiscard]] const std::map<std::string, Method, std::less<>>& methods() const {
    return methods_;
  }

  // OK when every method of the descriptor has a procedure of the right types and a policy.
  [[nodiscard]] absl::Status Check() const;

 private:
  Service& Add(std::string_view name, Method method);

  const google::protobuf::ServiceDescriptor* descriptor_;
  std::map<std::string, Method, std::less<>> methods_;  // by short name
};

// "tancua.survey.v1.SurveyService/GetSurvey".
[[nodiscard]] std::string FullMethodName(const google::protobuf::MethodDescriptor& method);

}  // namespace tancua::rpc

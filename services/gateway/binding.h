#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"
#include "services/gateway/route_template.h"

namespace tancua::gateway {

// One way to call one RPC over HTTP.
struct Binding {
  enum class Body {
    kNone,   // GET, DELETE
    kWhole,  // body: "*"
    kField,  // body: "some_field"
    kRaw,    // body: a field of type tancua.rest.v1.RawBody of a client-streaming method
  };
  using FieldPath = std::vector<const google::protobuf::FieldDescriptor*>;

  const google::protobuf::MethodDescriptor* method = nullptr;
  const google::protobuf::Message* request = nullptr;   // prototype
  const google::protobuf::Message* response = nullptr;  // prototype
  std::string http_method;                              // "POST"
  RouteTemplate path;
  std::vector<FieldPath> variables;  // beside path.variables
  Body body = Body::kNone;
  const google::protobuf::FieldDescriptor* body_field = nullptr;  // kField, kRaw
  bool raw_answer = false;  // the method returns tancua.rest.v1.RawBody
  std::string service;      // "dossier"
};

// Every binding of every RPC that is linked in and annotated, ordered by path. An annotation
// that does not fit its message is an error.
[[nodiscard]] absl::StatusOr<std::vector<Binding>> CollectBindings(
    const std::vector<const google::protobuf::FileDescriptor*>& files);

// The field that `dotted` names ("page_size", "applicant.citizenNumber"), in either spelling;
// empty when there is none.
[[nodiscard]] Binding::FieldPath FindField(const google::protobuf::Descriptor& message,
                                           std::string_view dotted);

}  // namespace tancua::gateway

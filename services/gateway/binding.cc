#include "services/gateway/binding.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "common/status/macros.h"
#include "common/status/view.h"
#include "google/api/annotations.pb.h"
#include "tancua/rest/v1/raw_body.pb.h"

namespace tancua::gateway {
namespace {

using google::api::HttpRule;
using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::MethodDescriptor;

std::pair<std::string, std::string> MethodAndPath(const HttpRule& rule) {
  switch (rule.pattern_case()) {
    case HttpRule::kGet:
      return {"GET", rule.get()};
    case HttpRule::kPut:
      return {"PUT", rule.put()};
    case HttpRule::kPost:
      return {"POST", rule.post()};
    case HttpRule::kDelete:
      return {"DELETE", rule.delete_()};
    case HttpRule::kPatch:
      return {"PATCH", rule.patch()};
    default:
      return {};
  }
}

absl::Status Wrong(const MethodDescriptor& method, std::string_view what) {
  return absl::InvalidArgumentError(
      absl::StrCat(method.full_name(), ": google.api.http: ", View(what)));
}

absl::Status BindBody(const HttpRule& rule, Binding& binding) {
  const MethodDescriptor& method = *binding.method;
  if (rule.body().empty()) return absl::OkStatus();
  if (rule.body() == "*") {
    binding.body = Binding::Body::kWhole;
    return absl::OkStatus();
  }
  binding.body_field = method.input_type()->FindFieldByName(rule.body());
  if (binding.body_field == nullptr || binding.body_field->is_repeated() ||
      binding.body_field->message_type() == nullptr) {
    return Wrong(method, "body names no message field");
  }
  const bool raw = binding.body_field->message_type() == rest::v1::RawBody::descriptor();
  binding.body = raw ? Binding::Body::kRaw : Binding::Body::kField;
  return absl::OkStatus();
}

absl::Status BindVariables(Binding& binding) {
  for (const auto& variable : binding.path.variables) {
    auto field = FindField(*binding.method->input_type(), variable.field);
    if (field.empty() || field.back()->is_repeated() || field.back()->message_type() != nullptr) {
      return Wrong(*binding.method, absl::StrCat("no such field: ", variable.field));
    }
    binding.variables.push_back(std::move(field));
  }
  return absl::OkStatus();
}

// "dossier" of "tancua.dossier.v1".
std::string ServiceOf(const MethodDescriptor& method) {
  const std::vector<std::string> words = absl::StrSplit(method.file()->package(), '.');
  return words.size() == 3 ? words[1] : "";
}

absl::StatusOr<Binding> Bind(const MethodDescriptor& method, const HttpRule& rule) {
  Binding binding;
  binding.method = &method;
  auto* factory = google::protobuf::MessageFactory::generated_factory();
  binding.request = factory->GetPrototype(method.input_type());
  binding.response = factory->GetPrototype(method.output_type());
  binding.raw_answer = method.output_type() == rest::v1::RawBody::descriptor();
  binding.service = ServiceOf(method);
  auto [http_method, path] = MethodAndPath(rule);
  if (http_method.empty()) return Wrong(method, "custom methods are not supported");
  if (!rule.response_body().empty()) return Wrong(method, "response_body is not supported");
  binding.http_method = std::move(http_method);
  ASSIGN_OR_RETURN(binding.path, RouteTemplate::Parse(path));
  RETURN_IF_ERROR(BindVariables(binding));
  RETURN_IF_ERROR(BindBody(rule, binding));
  if (method.server_streaming()) return Wrong(method, "streamed answers are not supported");
  if (method.client_streaming() != (binding.body == Binding::Body::kRaw)) {
    return Wrong(method, "a client-streaming method takes a RawBody, and no other does");
  }
  return binding;
}

absl::Status CollectMethod(const MethodDescriptor& method, std::vector<Binding>& bindings) {
  if (!method.options().HasExtension(google::api::http)) return absl::OkStatus();
  const HttpRule& rule = method.options().GetExtension(google::api::http);
  ASSIGN_OR_RETURN(auto first, Bind(method, rule));
  bindings.push_back(std::move(first));
  for (const HttpRule& additional : rule.additional_bindings()) {
    ASSIGN_OR_RETURN(auto binding, Bind(method, additional));
    bindings.push_back(std::move(binding));
  }
  return absl::OkStatus();
}

}  // namespace

Binding::FieldPath FindField(const Descriptor& message, std::string_view dotted) {
  Binding::FieldPath path;
  const Descriptor* at = &message;
  for (const absl::string_view piece : absl::StrSplit(View(dotted), '.')) {
    if (at == nullptr) return {};
    const std::string name(piece);
    const FieldDescriptor* field = at->FindFieldByName(name);
    if (field == nullptr) field = at->FindFieldByCamelcaseName(name);
    if (field == nullptr) return {};
    path.push_back(field);
    // What lies inside a list has no name.
    at = field->is_repeated() ? nullptr : field->message_type();
  }
  return path;
}

absl::StatusOr<std::vector<Binding>> CollectBindings(
    const std::vector<const google::protobuf::FileDescriptor*>& files) {
  std::vector<Binding> bindings;
  for (const auto* file : files) {
    for (int s = 0; s < file->service_count(); ++s) {
      for (int m = 0; m < file->service(s)->method_count(); ++m) {
        RETURN_IF_ERROR(CollectMethod(*file->service(s)->method(m), bindings));
      }
    }
  }
  std::stable_sort(bindings.begin(), bindings.end(), [](const Binding& a, const Binding& b) {
    return std::tie(a.path.text, a.http_method) < std::tie(b.path.text, b.http_method);
  });
  return bindings;
}

}  // namespace tancua::gateway

#include "services/gateway/transcoder.h"

#include <algorithm>
#include <set>

#include "absl/strings/str_cat.h"
#include "common/http/server.h"
#include "common/status/error.h"
#include "common/status/macros.h"
#include "common/status/view.h"
#include "services/gateway/domain/errors.h"

namespace tancua::gateway {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

Message& Holder(Message& request, const Binding::FieldPath& path) {
  Message* at = &request;
  for (std::size_t i = 0; i + 1 < path.size(); ++i) {
    at = at->GetReflection()->MutableMessage(at, path[i]);
  }
  return *at;
}

// A name such as "dossiers/H29.27442-261122-0001". False when a segment holds what a name
// cannot: a slash, nothing, or no text at all.
bool AppendDecoded(std::string& name, std::string_view segment) {
  if (!name.empty()) name.push_back('/');
  if (segment.find('%') == std::string_view::npos) {
    name.append(segment);
    return true;
  }
  const auto decoded = http::UrlDecode(segment, false);
  if (!decoded.ok() || decoded->empty() || decoded->find('/') != std::string::npos) return false;
  name.append(*decoded);
  return true;
}

// Whether the body gave the field another value than the path. Only names are of any use in a
// path, so that only text needs the comparison.
bool Contradicts(const Message& holder, const FieldDescriptor& field, const std::string& name) {
  if (field.cpp_type() != FieldDescriptor::CPPTYPE_STRING) return false;
  const std::string sent = holder.GetReflection()->GetString(holder, &field);
  return !sent.empty() && sent != name;
}

bool ComesOtherwise(const Binding& binding, const Binding::FieldPath& path) {
  if (binding.body == Binding::Body::kWhole || path.front() == binding.body_field) return true;
  return std::find(binding.variables.begin(), binding.variables.end(), path) !=
         binding.variables.end();
}

absl::Status ParameterUnknown(const std::string& name) {
  return status::Error(
      kParameterUnknown,
      {.field = name, .text_vi = absl::StrCat("Không có tham số \"", name, "\".")});
}

absl::Status FaultStatus(const json::Fault& fault, std::string_view prefix) {
  status::Detail detail{.field = std::string(prefix)};
  if (!prefix.empty() && !fault.field.empty()) detail.field.push_back('.');
  detail.field.append(fault.field);
  switch (fault.kind) {
    case json::Fault::Kind::kUnknownField:
      detail.text_vi = absl::StrCat("Không có trường \"", detail.field, "\".");
      return status::Error(kFieldUnknown, std::move(detail));
    case json::Fault::Kind::kDuplicate:
      detail.text_vi = absl::StrCat("Trường \"", detail.field, "\" được gửi hai lần.");
      return status::Error(kFieldRepeated, std::move(detail));
    case json::Fault::Kind::kBadValue:
      detail.text_vi = absl::StrCat("Giá trị của trường \"", detail.field, "\" không hợp lệ.");
      return status::Error(status::kInvalidField, std::move(detail));
    default:
      detail.metadata = {{"offset", absl::StrCat(fault.offset)}};
      return status::Error(kJsonMalformed, std::move(detail));
  }
}

}  // namespace

absl::Status FillFromPath(const Binding& binding, const std::vector<std::string_view>& segments,
                          Message& request) {
  for (std::size_t i = 0; i < binding.variables.size(); ++i) {
    const auto& variable = binding.path.variables[i];
    // "**" reaches to the end of the path, however long it is.
    const bool open = binding.path.segments[variable.end - 1] == "**";
    const std::size_t end = open ? segments.size() : variable.end;
    std::string name;
    for (std::size_t s = variable.begin; s < end; ++s) {
      if (!AppendDecoded(name, segments[s])) return status::Error(kRouteNotFound);
    }
    Message& holder = Holder(request, binding.variables[i]);
    const FieldDescriptor& field = *binding.variables[i].back();
    if (Contradicts(holder, field, name)) {
      return status::Error(status::kInvalidField, {.field = variable.field});
    }
    if (!json::Codec::SetText(holder, field, name)) return status::Error(kRouteNotFound);
  }
  return absl::OkStatus();
}

absl::Status FillFromQuery(const Binding& binding, std::string_view query, Message& request) {
  if (query.empty()) return absl::OkStatus();
  const auto parameters = http::ParseQuery(query);
  if (!parameters.ok()) return status::Error(kRequestMalformed);
  std::set<Binding::FieldPath> seen;
  for (const auto& [name, value] : *parameters) {
    const auto path = FindField(*binding.method->input_type(), name);
    if (path.empty() || ComesOtherwise(binding, path)) return ParameterUnknown(name);
    if (!path.back()->is_repeated() && !seen.insert(path).second) {
      return status::Error(kFieldRepeated, {.field = name});
    }
    if (!json::Codec::SetText(Holder(request, path), *path.back(), value)) {
      return status::Error(
          status::kInvalidField,
          {.field = name,
           .text_vi = absl::StrCat("Giá trị của tham số \"", name, "\" không hợp lệ.")});
    }
  }
  return absl::OkStatus();
}

absl::Status FillFromJson(const json::Codec& codec, const Binding& binding, std::string_view body,
                          Message& request) {
  if (body.empty() || binding.body == Binding::Body::kNone) return absl::OkStatus();
  const bool whole = binding.body == Binding::Body::kWhole;
  Message& target =
      whole ? request : *request.GetReflection()->MutableMessage(&request, binding.body_field);
  const json::Fault fault = codec.Parse(body, target);
  if (!fault) return absl::OkStatus();
  return FaultStatus(fault, whole ? "" : binding.body_field->json_name());
}

}  // namespace tancua::gateway

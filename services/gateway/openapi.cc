#include "services/gateway/openapi.h"

#include <algorithm>
#include <set>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/json/shape.h"
#include "common/status/macros.h"
#include "services/gateway/binding.h"
#include "services/gateway/comments.h"
#include "services/gateway/openapi_schema.h"
#include "tancua/policy/v1/policy.pb.h"

namespace tancua::gateway {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using Json = nlohmann::ordered_json;

// A path with its wildcards named after what stands before them:
// "/v1/{name=dossiers/*}:accept" → "/v1/dossiers/{dossier}:accept".
struct ApiPath {
  std::string text;
  std::vector<std::string> parameters;
};

std::string Singular(std::string plural) {
  if (!plural.empty() && plural.back() == 's') plural.pop_back();
  return plural;
}

ApiPath PathOf(const RouteTemplate& route) {
  ApiPath path;
  std::string before = "id";
  for (const auto& segment : route.segments) {
    if (segment == "*" || segment == "**") {
      path.parameters.push_back(Singular(before));
      absl::StrAppend(&path.text, "/{", path.parameters.back(), "}");
    } else {
      absl::StrAppend(&path.text, "/", segment);
    }
    before = segment;
  }
  if (!route.verb.empty()) absl::StrAppend(&path.text, ":", route.verb);
  return path;
}

std::string FirstSentence(const std::string& text) {
  const auto end = text.find(". ");
  std::string sentence = text.substr(0, std::min(end, text.find("\n\n")));
  if (!sentence.empty() && sentence.back() == '.') sentence.pop_back();
  return sentence;
}

class Document {
 public:
  Document(const std::vector<Binding>& bindings, const Comments& comments)
      : bindings_(bindings), comments_(comments), schemas_(comments) {}

  Json Build() {
    Json paths = Json::object();
    for (const Binding& binding : bindings_) {
      const ApiPath path = PathOf(binding.path);
      paths[path.text][absl::AsciiStrToLower(binding.http_method)] = Operation(binding, path);
    }
    return {{"openapi", "3.1.0"},
            {"info",
             {{"title", "Tận Cửa"},
              {"version", "v1"},
              {"description",
               "Public services of a ward: file dossiers, follow them, rate them. Every error has "
               "one form; fields without a value are left out of answers."}}},
            // Wherever this document was read from.
            {"servers", Json::array({{{"url", "/"}}})},
            {"tags", Tags()},
            {"paths", std::move(paths)},
            {"components", Components()}};
  }

 private:
  Json Operation(const Binding& binding, const ApiPath& path) {
    const std::string comment = comments_.Of(*binding.method);
    Json operation{{"operationId", OperationId(binding)},
                   {"tags", {binding.method->service()->name()}},
                   {"summary", FirstSentence(comment)},
                   {"description", absl::StrCat(comment, PolicyText(binding))},
                   {"security", Security(binding)}};
    Json parameters = Parameters(binding, path);
    if (!parameters.empty()) operation["parameters"] = std::move(parameters);
    if (binding.body != Binding::Body::kNone) operation["requestBody"] = RequestBody(binding);
    operation["responses"] = {{"200", Answer(binding)},
                              {"default",
                               {{"$ref", binding.oauth ? "#/components/responses/OAuthError"
                                                       : "#/components/responses/Error"}}}};
    return operation;
  }

  Json Answer(const Binding& binding) {
    if (binding.raw_answer) {
      return {{"description", "The file."},
              {"content", {{"*/*", {{"schema", {{"type", "string"}, {"format", "binary"}}}}}}}};
    }
    const Descriptor& type = *binding.method->output_type();
    return {{"description", comments_.Of(type)},
            {"content", {{"application/json", {{"schema", schemas_.Of(type)}}}}}};
  }

  std::string OperationId(const Binding& binding) {
    std::string id = absl::StrCat(binding.method->service()->name(), "_", binding.method->name());
    for (int n = 2; !operation_ids_.insert(id).second; ++n) {
      id = absl::StrCat(binding.method->service()->name(), "_", binding.method->name(), "_", n);
    }
    return id;
  }

  static const policy::v1::Policy& PolicyOf(const Binding& binding) {
    return binding.method->options().GetExtension(policy::v1::policy);
  }

  static Json Security(const Binding& binding) {
    Json security = Json::array();
    if (PolicyOf(binding).anonymous()) security.push_back(Json::object());
    security.push_back({{"bearer", Json::array()}});
    return security;
  }

  static std::string PolicyText(const Binding& binding) {
    const auto& policy = PolicyOf(binding);
    if (policy.anonymous()) return "\n\nWho may call: anybody.";
    std::vector<std::string> actors;
    for (const int kind : policy.allow()) {
      actors.push_back(absl::StrCat(
          "`", policy::v1::ActorKind_Name(static_cast<policy::v1::ActorKind>(kind)), "`"));
    }
    std::string text = absl::StrCat("\n\nWho may call: ", absl::StrJoin(actors, ", "), ".");
    if (!policy.roles().empty()) {
      absl::StrAppend(&text, " Officers need one of the roles `",
                      absl::StrJoin(policy.roles(), "`, `"), "`.");
    }
    if (!policy.scopes().empty()) {
      absl::StrAppend(&text, " Partners need one of the scopes `",
                      absl::StrJoin(policy.scopes(), "`, `"), "`.");
    }
    if (policy.min_level() > 0) {
      absl::StrAppend(&text, " Citizens need identity level ", policy.min_level(), ".");
    }
    return text;
  }

  Json Parameters(const Binding& binding, const ApiPath& path) {
    Json parameters = Json::array();
    for (const auto& name : path.parameters) {
      parameters.push_back(
          {{"name", name}, {"in", "path"}, {"required", true}, {"schema", {{"type", "string"}}}});
    }
    if (binding.body != Binding::Body::kWhole) {
      AddQuery(binding, *binding.method->input_type(), {}, parameters);
    }
    return parameters;
  }

  // Every scalar field that comes neither by path nor by body; fields of fields as "a.b".
  void AddQuery(const Binding& binding, const Descriptor& message, const Binding::FieldPath& outer,
                Json& parameters) {
    constexpr std::size_t kMaxDepth = 3;
    for (int i = 0; i < message.field_count(); ++i) {
      const FieldDescriptor* field = message.field(i);
      Binding::FieldPath path = outer;
      path.push_back(field);
      const auto& taken = binding.variables;
      if (field == binding.body_field || field->is_map() ||
          std::find(taken.begin(), taken.end(), path) != taken.end()) {
        continue;
      }
      const Descriptor* type = field->message_type();
      const bool plain = type == nullptr || json::SpecialOf(*type) != json::Special::kNone;
      if (plain) {
        parameters.push_back(QueryParameter(path));
      } else if (!field->is_repeated() && path.size() < kMaxDepth) {
        AddQuery(binding, *type, path, parameters);
      }
    }
  }

  Json QueryParameter(const Binding::FieldPath& path) {
    Json parameter{{"name", absl::StrJoin(path, ".",
                                          [](std::string* out, const FieldDescriptor* field) {
                                            out->append(field->json_name());
                                          })},
                   {"in", "query"},
                   {"schema", schemas_.Of(*path.back())}};
    if (const auto comment = comments_.Of(*path.back()); !comment.empty()) {
      parameter["description"] = comment;
    }
    return parameter;
  }

  Json RequestBody(const Binding& binding) {
    if (binding.body == Binding::Body::kRaw) {
      return {{"required", true},
              {"description", comments_.Of(*binding.body_field)},
              {"content", {{"*/*", {{"schema", {{"type", "string"}, {"format", "binary"}}}}}}}};
    }
    std::vector<const FieldDescriptor*> by_path;
    for (const auto& variable : binding.variables) {
      if (variable.size() == 1) by_path.push_back(variable.front());
    }
    Json schema = binding.body == Binding::Body::kField
                      ? schemas_.Of(*binding.body_field)
                      : schemas_.Object(*binding.method->input_type(), by_path);
    schema["additionalProperties"] = false;
    const char* type = binding.oauth ? "application/x-www-form-urlencoded" : "application/json";
    return {{"required", true}, {"content", {{type, {{"schema", schema}}}}}};
  }

  Json Tags() const {
    Json tags = Json::array();
    std::set<std::string> seen;
    for (const Binding& binding : bindings_) {
      const auto* service = binding.method->service();
      if (!seen.insert(service->full_name()).second) continue;
      tags.push_back({{"name", service->name()}, {"description", comments_.Of(*service)}});
    }
    return tags;
  }

  Json Components() const {
    Json schemas = Json::object();
    for (const auto& [name, schema] : schemas_.schemas()) schemas[name] = schema;
    schemas["Error"] = ErrorSchema();
    schemas["OAuthError"] = OAuthErrorSchema();
    const auto content = [](const char* schema) {
      return Json{{"application/json", {{"schema", {{"$ref", schema}}}}}};
    };
    return {{"securitySchemes",
             {{"bearer", {{"type", "http"}, {"scheme", "bearer"}, {"bearerFormat", "JWT"}}}}},
            {"responses",
             {{"Error",
               {{"description", "Why the call was refused or failed. Nothing was changed."},
                {"headers",
                 {{"Retry-After",
                   {{"description", "Seconds after which a repeat makes sense."},
                    {"schema", {{"type", "integer"}}}}}}},
                {"content", content("#/components/schemas/Error")}}},
              {"OAuthError",
               {{"description", "Why an OAuth request was refused (RFC 6749, 5.2)."},
                {"content", content("#/components/schemas/OAuthError")}}}}},
            {"schemas", std::move(schemas)}};
  }

  static Json OAuthErrorSchema() {
    Json properties = Json::object();
    for (const auto& [name, description] :
         std::initializer_list<std::pair<const char*, const char*>>{
             {"error", "The word of the RFC, for example invalid_client."},
             {"error_description", "What programmers read: ASCII."},
             {"reason", "The stable reason, as in every other error."},
             {"message", "For the person before the screen, in Vietnamese."},
             {"error_id", "Names this error towards the operator."}}) {
      properties[name] = {{"type", "string"}, {"description", description}};
    }
    return {{"type", "object"},
            {"required", Json::array({"error"})},
            {"properties", std::move(properties)}};
  }

  static Json ErrorSchema() {
    const auto text = [](const char* description) {
      return Json{{"type", "string"}, {"description", description}};
    };
    Json error{
        {"type", "object"},
        {"required", {"code", "status", "reason", "message", "errorId"}},
        {"properties",
         {{"code", {{"type", "integer"}, {"description", "The HTTP status."}}},
          {"status", text("The gRPC code, for example INVALID_ARGUMENT.")},
          {"reason", text("What programs decide by: stable, UPPER_SNAKE.")},
          {"message", text("For the person before the screen, in Vietnamese.")},
          {"field", text("The field of the request, as it was sent.")},
          {"errorId", text("Names this error towards the operator.")},
          {"metadata", {{"type", "object"}, {"additionalProperties", {{"type", "string"}}}}}}}};
    return {{"type", "object"},
            {"required", Json::array({"error"})},
            {"properties", {{"error", std::move(error)}}}};
  }

  const std::vector<Binding>& bindings_;
  const Comments& comments_;
  SchemaBook schemas_;
  std::set<std::string> operation_ids_;
};

}  // namespace

absl::StatusOr<std::string> OpenApi(
    const std::vector<const google::protobuf::FileDescriptor*>& files,
    const google::protobuf::FileDescriptorSet& comments) {
  ASSIGN_OR_RETURN(const auto bindings, CollectBindings(files));
  return Document(bindings, Comments(comments)).Build().dump();
}

}  // namespace tancua::gateway

#include <cmath>
#include <cstdint>

#include "nlohmann/json.hpp"
#include "services/dossier/catalogue/form_schema.h"

namespace tancua::dossier::catalogue {
namespace {

using google::protobuf::Value;
using nlohmann::json;

json NumberToJson(double number) {
  constexpr double kExact = 9007199254740992.0;  // 2^53: from there on doubles skip integers
  if (std::trunc(number) == number && std::abs(number) < kExact) {
    return static_cast<std::int64_t>(number);
  }
  return number;
}

json ValueToJson(const Value& value) {
  switch (value.kind_case()) {
    case Value::kNumberValue:
      return NumberToJson(value.number_value());
    case Value::kStringValue:
      return value.string_value();
    case Value::kBoolValue:
      return value.bool_value();
    case Value::kStructValue:
      return ToJson(value.struct_value());
    case Value::kListValue: {
      json list = json::array();
      for (const Value& element : value.list_value().values()) {
        list.push_back(ValueToJson(element));
      }
      return list;
    }
    case Value::kNullValue:
    case Value::KIND_NOT_SET:
      return nullptr;
  }
  return nullptr;
}

}  // namespace

json ToJson(const google::protobuf::Struct& form) {
  json object = json::object();
  for (const auto& [name, value] : form.fields()) object[name] = ValueToJson(value);
  return object;
}

}  // namespace tancua::dossier::catalogue

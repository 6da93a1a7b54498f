#include "services/dossier/catalogue/form_schema.h"

#include <exception>
#include <unordered_map>
#include <utility>
#include <vector>

#include "common/calendar/calendar.h"
#include "common/status/error.h"
#include "google/protobuf/util/json_util.h"
#include "nlohmann/json.hpp"
#include "services/dossier/catalogue/form_violation.h"
#include "services/dossier/domain/errors.h"
#include "valijson/adapters/nlohmann_json_adapter.hpp"
#include "valijson/schema.hpp"
#include "valijson/schema_parser.hpp"
#include "valijson/validation_results.hpp"
#include "valijson/validator.hpp"

namespace tancua::dossier::catalogue {
namespace {

using nlohmann::json;

// Takes `"format": "date"` out of `schema` and keeps where it stood. valijson builds a regular
// expression for each date it checks, which costs more than all the rest of a filing.
void TakeDates(json& schema, const json::json_pointer& place,
               std::vector<json::json_pointer>& dates) {
  if (schema.value("format", "") == "date") {
    schema.erase("format");
    dates.push_back(place);
  }
  const auto properties = schema.find("properties");
  if (properties == schema.end()) return;
  for (auto& [name, member] : properties->items()) TakeDates(member, place / name, dates);
}

absl::Status Invalid(Violation violation) {
  return status::Error(
      kFormInvalid, {.field = std::move(violation.field), .text_vi = std::move(violation.text_vi)});
}

bool IsDate(const json& value) {
  return value.is_string() && calendar::ParseDay(value.get_ref<const std::string&>()).ok();
}

// A validator keeps the regular expressions that it has compiled and is not thread-safe: each
// thread has its own.
valijson::Validator& ThreadValidator() {
  thread_local valijson::Validator validator;
  return validator;
}

}  // namespace

struct FormSchema::Compiled {
  json source;
  google::protobuf::Struct document;
  std::vector<json::json_pointer> dates;
  valijson::Schema schema;
};

FormSchema::FormSchema(std::unique_ptr<const Compiled> compiled) : compiled_(std::move(compiled)) {}
FormSchema::FormSchema(FormSchema&&) noexcept = default;
FormSchema& FormSchema::operator=(FormSchema&&) noexcept = default;
FormSchema::~FormSchema() = default;

absl::StatusOr<FormSchema> FormSchema::Compile(const json& document) {
  if (!document.is_object() || document.value("type", "") != "object") {
    return absl::InvalidArgumentError("the form must be a JSON Schema of type object");
  }
  auto compiled = std::make_unique<Compiled>();
  compiled->source = document;
  if (!google::protobuf::util::JsonStringToMessage(document.dump(), &compiled->document).ok()) {
    return absl::InvalidArgumentError("the form's schema is no JSON object");
  }
  json without_dates = document;
  TakeDates(without_dates, json::json_pointer(), compiled->dates);
  try {
    valijson::SchemaParser parser;
    parser.populateSchema(valijson::adapters::NlohmannJsonAdapter(without_dates), compiled->schema);
  } catch (const std::exception& e) {
    return absl::InvalidArgumentError(std::string("the form's schema: ") + e.what());
  }
  return FormSchema(std::move(compiled));
}

absl::Status FormSchema::Check(const json& form) const {
  valijson::ValidationResults results;
  const valijson::adapters::NlohmannJsonAdapter target(form);
  if (!ThreadValidator().validate(compiled_->schema, target, nullptr)) {
    // Again, to know why: collecting reasons slows the way of every valid form.
    ThreadValidator().validate(compiled_->schema, target, &results);
    valijson::ValidationResults::Error first;
    results.popError(first);
    return Invalid(Describe(compiled_->source, first.context, first.description));
  }
  for (const json::json_pointer& place : compiled_->dates) {
    if (form.contains(place) && !IsDate(form.at(place))) {
      return Invalid(DescribeDate(compiled_->source, place));
    }
  }
  return absl::OkStatus();
}

const google::protobuf::Struct& FormSchema::document() const { return compiled_->document; }

}  // namespace tancua::dossier::catalogue

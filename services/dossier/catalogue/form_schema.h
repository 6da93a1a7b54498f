#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "google/protobuf/struct.pb.h"
#include "nlohmann/json_fwd.hpp"

namespace tancua::dossier::catalogue {

// The JSON Schema of one e-form, compiled once. Thread-safe.
class FormSchema {
 public:
  // INVALID_ARGUMENT when `document` is no schema of an object that valijson understands.
  [[nodiscard]] static absl::StatusOr<FormSchema> Compile(const nlohmann::json& document);

  // FORM_INVALID with the first violation: its field ("form.bankAccount") and a Vietnamese
  // sentence that uses the member's `title`.
  [[nodiscard]] absl::Status Check(const nlohmann::json& form) const;

  // The schema as the API shows it.
  [[nodiscard]] const google::protobuf::Struct& document() const;

  FormSchema(FormSchema&&) noexcept;
  FormSchema& operator=(FormSchema&&) noexcept;
  ~FormSchema();

 private:
  struct Compiled;
  explicit FormSchema(std::unique_ptr<const Compiled> compiled);
  std::unique_ptr<const Compiled> compiled_;
};

// A form as JSON: a whole number, which Protobuf keeps as a double, becomes an integer again.
[[nodiscard]] nlohmann::json ToJson(const google::protobuf::Struct& form);

}  // namespace tancua::dossier::catalogue

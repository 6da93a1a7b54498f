#pragma once

#include "services/notification/domain/template.h"
#include "services/notification/providers/provider.h"

namespace tancua::notification {

// Renders the text like a real provider and sends it nowhere: what the benchmark measures is
// everything but a provider's network.
class NoopProvider final : public Provider {
 public:
  explicit NoopProvider(const domain::Abbreviations& abbreviations)
      : abbreviations_(abbreviations) {}
  [[nodiscard]] std::string_view name() const override { return "noop"; }
  [[nodiscard]] int batch_size() const override { return 1024; }
  [[nodiscard]] domain::Verdict Send(const domain::Message& message,
                                     const domain::Template& tmpl) override;

 private:
  const domain::Abbreviations& abbreviations_;
};

}  // namespace tancua::notification

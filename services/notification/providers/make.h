#pragma once

#include <memory>

#include "absl/status/statusor.h"
#include "common/http/client.h"
#include "common/runtime/host.h"
#include "services/notification/config.h"
#include "services/notification/providers/provider.h"

namespace tancua::notification {

// The providers that the configuration names; nullptr for "off".
[[nodiscard]] absl::StatusOr<std::unique_ptr<Provider>> MakeZnsProvider(
    const Config& config, const domain::Abbreviations& abbreviations, sql::Database& database,
    http::Client& http, runtime::Host& host);
[[nodiscard]] std::unique_ptr<Provider> MakeSmsProvider(const Config& config,
                                                        const domain::Abbreviations& abbreviations,
                                                        http::Client& http);

}  // namespace tancua::notification

#include "common/runtime/certificates.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "common/log/log.h"
#include "common/status/macros.h"

namespace tancua::runtime {
namespace {

constexpr absl::Duration kLookEvery = absl::Seconds(5);

}  // namespace

Certificates::Certificates(const Clock& clock, prometheus::Registry& metrics)
    : clock_(clock),
      expiry_(prometheus::BuildGauge()
                  .Name("tancua_tls_certificate_expiry_timestamp_seconds")
                  .Help("When the certificate of a listener expires, in seconds since 1970")
                  .Register(metrics)),
      reloads_(prometheus::BuildCounter()
                   .Name("tancua_tls_reloads_total")
                   .Help("Certificates replaced while running; outcome: done or refused")
                   .Register(metrics)) {}

absl::StatusOr<const tls::Credentials*> Certificates::Load(std::string listener,
                                                           const tls::Config& config) {
  if (!config.on()) return nullptr;
  auto credentials = tls::Credentials::Load(config, clock_);
  if (!credentials.ok()) {
    return absl::InvalidArgumentError(
        absl::StrCat("TLS of ", listener, ": ", credentials.status().message()));
  }
  watched_.push_back({std::move(listener), *std::move(credentials)});
  ShowExpiry(watched_.back());
  for (const char* outcome : {"done", "refused"}) {
    reloads_.Add({{"listener", watched_.back().listener}, {"outcome", outcome}});
  }
  return watched_.back().credentials.get();
}

Worker Certificates::ReloadWorker() {
  return {.name = "tls.reload",
          .interval = kLookEvery,
          .run_once = [this]() -> absl::StatusOr<int> { return ReloadAll(); }};
}

int Certificates::ReloadAll() {
  int changed = 0;
  for (Watched& watched : watched_) changed += Reload(watched) ? 1 : 0;
  return changed;
}

bool Certificates::Reload(Watched& watched) {
  const auto changed = watched.credentials->Reload();
  if (changed.ok() && !*changed) return false;
  reloads_.Add({{"listener", watched.listener}, {"outcome", changed.ok() ? "done" : "refused"}})
      .Increment();
  if (!changed.ok()) {
    log::Warning("tls.replacement_refused", {{"listener", watched.listener},
                                             {"cause", std::string(changed.status().message())}});
    return false;
  }
  ShowExpiry(watched);
  log::Info("tls.replaced",
            {{"listener", watched.listener},
             {"expires", absl::FormatTime(watched.credentials->current()->expires_at)}});
  return true;
}

void Certificates::ShowExpiry(const Watched& watched) {
  expiry_.Add({{"listener", watched.listener}})
      .Set(static_cast<double>(absl::ToUnixSeconds(watched.credentials->current()->expires_at)));
}

}  // namespace tancua::runtime

#include "services/dossier/metrics.h"

#include <string>

namespace tancua::dossier {
namespace {

using Labels = std::map<std::string, std::string>;

prometheus::Family<prometheus::Counter>& CounterFamily(prometheus::Registry& registry,
                                                       const char* name, const char* help) {
  return prometheus::BuildCounter().Name(name).Help(help).Register(registry);
}

prometheus::Family<prometheus::Gauge>& GaugeFamily(prometheus::Registry& registry, const char* name,
                                                   const char* help) {
  return prometheus::BuildGauge().Name(name).Help(help).Register(registry);
}

}  // namespace

Metrics::Metrics(prometheus::Registry& registry)
    : uploaded_bytes_(&CounterFamily(registry, "tancua_dossier_uploaded_bytes_total",
                                     "Bytes of stored attachments")
                           .Add({})),
      expired_attachments_(&CounterFamily(registry, "tancua_dossier_expired_attachments_total",
                                          "Attachments deleted because no dossier named them")
                                .Add({})),
      catalogue_versions_(&GaugeFamily(registry, "tancua_dossier_catalogue_versions",
                                       "Versions of procedures in the catalogue")
                               .Add({})) {
  auto& filings = CounterFamily(registry, "tancua_dossier_filings_total",
                                "Filings by channel and outcome; repeated: answered again");
  for (const domain::Channel channel : domain::kChannels) {
    const std::string name(domain::Name(channel));
    const auto add = [&](Filing outcome, const char* label) {
      filings_[{channel, outcome}] = &filings.Add({{"channel", name}, {"outcome", label}});
    };
    add(Filing::kFiled, "filed");
    add(Filing::kRepeated, "repeated");
    add(Filing::kRefused, "refused");
  }

  auto& changes = CounterFamily(registry, "tancua_dossier_changes_total",
                                "Dossiers that came into a state, by filing or later");
  auto& open = GaugeFamily(registry, "tancua_dossier_open_dossiers",
                           "Dossiers that wait for somebody, by state; of the whole database");
  for (const domain::State state : domain::kStates) {
    const Labels labels{{"state", std::string(domain::Name(state))}};
    changes_[state] = &changes.Add(labels);
    if (domain::IsOpen(state)) open_dossiers_[state] = &open.Add(labels);
  }

  auto& lookups = CounterFamily(registry, "tancua_dossier_lookups_total", "Anonymous look-ups");
  lookups_[Lookup::kFound] = &lookups.Add({{"outcome", "found"}});
  lookups_[Lookup::kWrong] = &lookups.Add({{"outcome", "wrong"}});
  lookups_[Lookup::kBlocked] = &lookups.Add({{"outcome", "blocked"}});

  auto& uploads = CounterFamily(registry, "tancua_dossier_uploads_total", "Uploaded attachments");
  uploads_[Upload::kStored] = &uploads.Add({{"outcome", "stored"}});
  uploads_[Upload::kRefused] = &uploads.Add({{"outcome", "refused"}});
}

void Metrics::CountFiling(domain::Channel channel, Filing outcome) {
  filings_.at({channel, outcome})->Increment();
}

void Metrics::CountChange(domain::State state) { changes_.at(state)->Increment(); }

void Metrics::CountLookup(Lookup outcome) { lookups_.at(outcome)->Increment(); }

void Metrics::CountUpload(Upload outcome, std::int64_t bytes) {
  uploads_.at(outcome)->Increment();
  if (outcome == Upload::kStored) uploaded_bytes_->Increment(static_cast<double>(bytes));
}

void Metrics::CountExpiredAttachments(std::int64_t attachments) {
  expired_attachments_->Increment(static_cast<double>(attachments));
}

void Metrics::SetOpenDossiers(domain::State state, std::int64_t dossiers) {
  open_dossiers_.at(state)->Set(static_cast<double>(dossiers));
}

void Metrics::SetCatalogueVersions(std::int64_t versions) {
  catalogue_versions_->Set(static_cast<double>(versions));
}

}  // namespace tancua::dossier

#pragma once

#include <cstdint>
#include <map>
#include <string_view>

#include "prometheus/counter.h"
#include "prometheus/gauge.h"
#include "prometheus/registry.h"
#include "services/dossier/domain/channel.h"
#include "services/dossier/domain/state.h"

namespace tancua::dossier {

// What the service counts beside the RPC metrics. Thread-safe.
class Metrics {
 public:
  enum class Filing { kFiled, kRepeated, kRefused };
  enum class Lookup { kFound, kWrong, kBlocked };
  enum class Upload { kStored, kRefused };

  explicit Metrics(prometheus::Registry& registry);

  void CountFiling(domain::Channel channel, Filing outcome);
  void CountChange(domain::State state);
  void CountLookup(Lookup outcome);
  void CountUpload(Upload outcome, std::int64_t bytes);
  void CountExpiredAttachments(std::int64_t attachments);
  void SetOpenDossiers(domain::State state, std::int64_t dossiers);
  void SetCatalogueVersions(std::int64_t versions);

 private:
  // By label, made once: asking a family for a counter takes a lock and builds its labels.
  std::map<std::pair<domain::Channel, Filing>, prometheus::Counter*> filings_;
  std::map<domain::State, prometheus::Counter*> changes_;
  std::map<Lookup, prometheus::Counter*> lookups_;
  std::map<Upload, prometheus::Counter*> uploads_;
  prometheus::Counter* uploaded_bytes_;
  prometheus::Counter* expired_attachments_;
  std::map<domain::State, prometheus::Gauge*> open_dossiers_;
  prometheus::Gauge* catalogue_versions_;
};

}  // namespace tancua::dossier

#pragma once

#include <cstdint>
#include <string>

#include "absl/time/time.h"
#include "common/config/binder.h"

namespace tancua::dossier {

struct Config {
  std::string procedures;  // empty: an imported catalogue, or that which comes with the suite
  std::string calendar;    // empty: the calendar that comes with the suite
  std::string wards;       // empty: the wards that come with the suite
  std::string blobs;       // empty: in the data folder
  std::string retention;   // empty: the classes that come with the suite
  std::int64_t attachment_limit_bytes = std::int64_t{20} << 20;
  absl::Duration attachment_validity = absl::Hours(24);
  int lookup_attempts = 5;
  absl::Duration lookup_block = absl::Seconds(600);
  int citizen_cache_size = 10'000;
  absl::Duration citizen_cache_ttl = absl::Seconds(60);
};

inline void Bind(config::Binder& b, Config& c) {
  b.Value("procedures", c.procedures,
          "folder of the procedure catalogue; empty: procedures in the data folder once one was "
          "imported, else the built-in one");
  b.Value("calendar", c.calendar, "file of the working calendar; empty: the built-in one");
  b.Value("wards", c.wards, "file of the ward directory; empty: the built-in one");
  b.Value("blobs", c.blobs, "folder of attachments; empty: dossier-blobs in the data folder");
  b.Value("retention", c.retention, "file of the retention classes; empty: the built-in one");
  b.Value("attachment_limit_bytes", c.attachment_limit_bytes, "largest attachment, in bytes");
  b.Value("attachment_validity", c.attachment_validity,
          "how long an attachment waits for a dossier to name it");
  b.Value("lookup_attempts", c.lookup_attempts, "wrong look-up secrets before a code is blocked");
  b.Value("lookup_block", c.lookup_block, "how long a code is blocked for look-ups");
  b.Value("citizen_cache_size", c.citizen_cache_size, "citizens whose profile is kept in memory");
  b.Value("citizen_cache_ttl", c.citizen_cache_ttl, "how long a citizen's profile is kept");
}

}  // namespace tancua::dossier

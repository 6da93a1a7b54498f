#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/time/time.h"

namespace tancua::identity::domain {

// One line of the audit log, as people read it.
struct AuditEntry {
  std::int64_t seq = 0;  // place in the chain, from 1; given when it is appended
  absl::Time time;
  std::string actor;               // "officers/{uuid}", …; empty when nobody is known
  std::string actor_kind;          // "OFFICER", …
  std::string actor_ward;          // "wards/{code}" of an officer of a ward
  std::vector<std::string> roles;  // of an officer, at that moment
  std::string action;              // "OPENED", …
  std::string ward;                // "wards/{code}" of the record; empty for none
  std::string record;              // resource name
  std::string citizen;             // "citizens/{uuid}" whose record it is; empty when unknown
  std::string rpc;                 // "tancua.dossier.v1.DossierService/GetDossier"
  std::string title;               // for what, in Vietnamese; or why a sign-in was refused
  std::string hash;                // given when it is appended
};

}  // namespace tancua::identity::domain

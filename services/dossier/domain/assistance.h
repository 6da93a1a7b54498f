#pragma once

#include <string>

namespace tancua::dossier::domain {

// The help that a citizen without a smartphone had in filing, as the identity service recorded it.
struct Assistance {
  std::string verification;  // "assistedVerifications/{uuid}"
  std::string assistant;     // "officers/{uuid}"
  std::string paper_seen;    // "CITIZEN_CARD", …
  std::string place;
  std::string confirmation;  // "ONE_TIME_CODE" or "SIGNED_PAPER"
};

}  // namespace tancua::dossier::domain

#pragma once

#include <string>

#include "tests/partner/client.h"

namespace tancua::demo {

// Whom a clerk files the n-th dossier of a day for.
struct CounterApplicant {
  std::string name;
  std::string number;
  std::string phone;
};
[[nodiscard]] CounterApplicant CounterApplicantOf(int n);

// Plays a ward's day of `dossiers` dossiers: several procedures and channels, late ones,
// supplements, refusals, low ratings; ends with the ward's table. False when anything was
// refused that should not have been.
[[nodiscard]] bool PlayDay(partner::Client& client, const std::string& ward_code, int dossiers);

}  // namespace tancua::demo

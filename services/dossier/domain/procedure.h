#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "common/calendar/calendar.h"
#include "services/dossier/domain/channel.h"

namespace tancua::dossier::domain {

// What a procedure costs.
struct Fee {
  // What the amount is counted by.
  enum class Per {
    kDossier,
    kCopy,  // times the form's `copies`
    kPage,  // by the form's `pages`, times `copies`
  };
  std::int64_t online_vnd = 0;
  std::int64_t counter_vnd = 0;
  Per per = Per::kDossier;
  // kPage only: the price of each page from the third on, and the most that one copy costs.
  std::int64_t from_third_page_vnd = 0;
  std::int64_t most_per_copy_vnd = 0;
  std::string title;  // Vietnamese, with conditions
  std::vector<std::string> legal_basis;
};

// One paper that a procedure asks for.
struct PaperRequirement {
  std::string id;  // "application_form"
  std::string title;
  bool required = false;
  std::vector<std::string> mime_types;
};

// How surely a citizen who files must have proved who they are.
struct IdentityDemand {
  int min_level = 0;
  std::optional<absl::Duration> max_age;  // since the sign-in at the provider
};

// An administrative procedure in one version. A dossier keeps the version that it was received
// under for all its life.
struct Procedure {
  std::string code;  // "1.014027"
  absl::CivilDay valid_from;
  std::optional<absl::CivilDay> valid_to;  // last day; open when absent
  std::string title;
  std::string field;
  calendar::Term term;
  std::string term_title;
  Fee fee;
  std::vector<PaperRequirement> papers;
  std::vector<Channel> channels;
  IdentityDemand identity;
  std::string result;
  std::vector<std::string> legal_basis;
  std::vector<std::string> provisional;  // what is not verified against a text of law

  // The version's name: its first day, "2025-07-01".
  [[nodiscard]] std::string Version() const { return calendar::FormatDay(valid_from); }
  [[nodiscard]] bool ValidOn(absl::CivilDay day) const {
    return valid_from <= day && (!valid_to || day <= *valid_to);
  }
};

}  // namespace tancua::dossier::domain

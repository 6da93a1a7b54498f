#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "services/notification/domain/message.h"

namespace tancua::notification::domain {

// What a template can name. The words are those of the data files.
enum class Fact {
  kApplicantName,   // applicant_name
  kDossier,         // dossier
  kAgency,          // agency
  kChangeTime,      // change_time
  kDueTime,         // due_time
  kLink,            // link
  kLinkExpireDate,  // link_expire_date
  kCode,            // code
  kCodeExpireTime,  // code_expire_time
};
[[nodiscard]] absl::StatusOr<Fact> FactFromName(std::string_view name);

// The fact as people read it: "17:00 26/11/2026".
[[nodiscard]] std::string TextOf(const Facts& facts, Fact fact);

// A text with facts in it: "Ho so {dossier} da duoc tiep nhan."
class Pattern {
 public:
  [[nodiscard]] static absl::StatusOr<Pattern> Parse(std::string_view text);
  [[nodiscard]] std::string Fill(const Facts& facts) const;

 private:
  std::vector<std::variant<std::string, Fact>> pieces_;
};

// One parameter of a template that Zalo approved.
struct ZnsParameter {
  std::string name;
  Fact fact;
  int max_length;  // code points; Zalo refuses longer ones (-1121)
};

// How one event in one state is told to the citizen, from `valid_from` on.
struct Template {
  std::string id;     // "dossier_received"
  std::string event;  // full name of the event's message
  std::string state;  // the dossier's new state; empty for other events
  int version = 1;
  absl::CivilDay valid_from;
  absl::Duration valid_for = absl::Hours(24);  // a later notice is not worth sending
  bool urgent = false;                         // goes out in quiet hours too
  std::string zns_template_id;                 // empty: never by Zalo
  std::vector<ZnsParameter> zns_parameters;
  Pattern sms;
};

// Shorter words for long ones, in order: {"Ủy ban nhân dân", "UBND"}.
using Abbreviations = std::vector<std::pair<std::string, std::string>>;

// The names and values that Zalo fills into its template, in NFC and cut to their lengths.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> RenderZns(const Template& tmpl,
                                                                         const Facts& facts);
// The SMS: unaccented, the agency abbreviated.
[[nodiscard]] std::string RenderSms(const Template& tmpl, const Facts& facts,
                                    const Abbreviations& abbreviations);

}  // namespace tancua::notification::domain

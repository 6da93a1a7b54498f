#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "services/dossier/domain/channel.h"
#include "services/dossier/domain/procedure.h"
#include "services/dossier/domain/state.h"

// What must hold before a dossier is filed.
namespace tancua::dossier::domain {

// Who files; kAssisted is a citizen with an assistant.
enum class Filer { kCitizen, kAssisted, kClerk };

// A paper as filed.
struct Paper {
  std::string id;          // PaperRequirement::id
  std::string attachment;  // uuid
};

// CHANNEL_NOT_ALLOWED unless `filer` may file `procedure` by `channel`: a citizen ONLINE, with
// an assistant where assistants are, a clerk in any way but ONLINE.
[[nodiscard]] absl::Status CheckChannel(const Procedure& procedure, Channel channel, Filer filer);

// LEVEL_TOO_LOW or VERIFICATION_TOO_OLD unless a citizen of `level`, who proved who they are at
// `verified_at`, satisfies `demand`. The metadata says what would.
[[nodiscard]] absl::Status CheckIdentity(const IdentityDemand& demand, int level,
                                         absl::Time verified_at, absl::Time now);

// RECEIVE_TIME_INVALID unless `stated` is absent, or a clerk's or
// assistant's and within the last 60 days.
[[nodiscard]] absl::Status CheckReceiveTime(std::optional<absl::Time> stated, Filer filer,
                                            absl::Time now);

// PAPER_UNKNOWN when one is not the procedure's, or when there are more than a dossier may have.
[[nodiscard]] absl::Status CheckPapersKnown(const Procedure& procedure,
                                            const std::vector<Paper>& papers);

// PAPER_MISSING when a required paper is not there.
[[nodiscard]] absl::Status CheckPapersComplete(const Procedure& procedure,
                                               const std::vector<Paper>& papers);

// Online dossiers wait for the clerk to look at them; what a clerk files was looked at.
[[nodiscard]] State FirstState(Channel channel);

}  // namespace tancua::dossier::domain

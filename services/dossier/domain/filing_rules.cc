#include "services/dossier/domain/filing_rules.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "common/status/error.h"
#include "services/dossier/domain/errors.h"

namespace tancua::dossier::domain {
namespace {

constexpr absl::Duration kRecordedLaterAtMost = absl::Hours(24 * 60);
constexpr std::size_t kMostPapers = 50;

bool HasId(const std::vector<Paper>& papers, std::string_view id) {
  return std::any_of(papers.begin(), papers.end(), [&](const Paper& p) { return p.id == id; });
}

bool IsOfFiler(Channel channel, Filer filer) {
  switch (filer) {
    case Filer::kCitizen:
      return channel == Channel::kOnline;
    case Filer::kAssisted:
      return channel == Channel::kNeighbourhoodPoint || channel == Channel::kKiosk ||
             channel == Channel::kCounter;
    case Filer::kClerk:
      break;
  }
  return channel != Channel::kOnline;
}

bool Asks(const Procedure& procedure, std::string_view id) {
  return std::any_of(procedure.papers.begin(), procedure.papers.end(),
                     [&](const PaperRequirement& p) { return p.id == id; });
}

}  // namespace

absl::Status CheckChannel(const Procedure& procedure, Channel channel, Filer filer) {
  const bool of_filer = IsOfFiler(channel, filer);
  const auto& offered = procedure.channels;
  if (of_filer && std::find(offered.begin(), offered.end(), channel) != offered.end()) {
    return absl::OkStatus();
  }
  return status::Error(kChannelNotAllowed, {.field = "channel"});
}

absl::Status CheckIdentity(const IdentityDemand& demand, int level, absl::Time verified_at,
                           absl::Time now) {
  if (level < demand.min_level) {
    return status::Error(status::kLevelTooLow,
                         {.metadata = {{"required_level", std::to_string(demand.min_level)}}});
  }
  if (demand.max_age && now - verified_at > *demand.max_age) {
    const std::int64_t seconds = absl::ToInt64Seconds(*demand.max_age);
    return status::Error(status::kVerificationTooOld,
                         {.metadata = {{"max_age", std::to_string(seconds)}}});
  }
  return absl::OkStatus();
}

absl::Status CheckReceiveTime(std::optional<absl::Time> stated, Filer filer, absl::Time now) {
  if (!stated) return absl::OkStatus();
  if (filer != Filer::kCitizen && *stated <= now && now - *stated <= kRecordedLaterAtMost) {
    return absl::OkStatus();
  }
  return status::Error(kReceiveTimeInvalid, {.field = "receive_time"});
}

absl::Status CheckPapersKnown(const Procedure& procedure, const std::vector<Paper>& papers) {
  if (papers.size() > kMostPapers) {
    return status::Error(kPaperUnknown,
                         {.field = "papers", .text_vi = "Một hồ sơ có nhiều nhất 50 tệp giấy tờ."});
  }
  for (std::size_t i = 0; i < papers.size(); ++i) {
    if (!Asks(procedure, papers[i].id)) {
      return status::Error(kPaperUnknown, {.field = "papers[" + std::to_string(i) + "].paper_id"});
    }
  }
  return absl::OkStatus();
}

absl::Status CheckPapersComplete(const Procedure& procedure, const std::vector<Paper>& papers) {
  for (const PaperRequirement& asked : procedure.papers) {
    if (!asked.required || HasId(papers, asked.id)) continue;
    return status::Error(kPaperMissing, {.field = "papers",
                                         .metadata = {{"paper_id", asked.id}},
                                         .text_vi = "Hồ sơ còn thiếu: " + asked.title + "."});
  }
  return absl::OkStatus();
}

State FirstState(Channel channel) {
  return channel == Channel::kOnline ? State::kSubmitted : State::kReceived;
}

}  // namespace tancua::dossier::domain

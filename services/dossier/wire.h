#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "google/protobuf/repeated_field.h"
#include "google/protobuf/timestamp.pb.h"
#include "services/dossier/catalogue/catalogue.h"
#include "services/dossier/domain/assignment.h"
#include "services/dossier/domain/assistance.h"
#include "services/dossier/domain/dossier.h"
#include "services/dossier/domain/filing_rules.h"
#include "tancua/dossier/v1/dossier_service.pb.h"
#include "tancua/dossier/v1/events.pb.h"

// Between the API's messages and the domain.
namespace tancua::dossier::wire {

namespace pb = tancua::dossier::v1;

// "wards/27442" in "wards" → "27442"; nullopt when `name` is no such resource name.
[[nodiscard]] std::optional<std::string_view> IdOf(std::string_view name,
                                                   std::string_view collection);

[[nodiscard]] pb::State ToProto(domain::State state);
[[nodiscard]] pb::Channel ToProto(domain::Channel channel);
[[nodiscard]] google::protobuf::Timestamp ToProto(absl::Time time);
[[nodiscard]] pb::Paper ToProto(const domain::Paper& paper);
[[nodiscard]] pb::Transition ToProto(const domain::Transition& transition);
[[nodiscard]] pb::Assistance ToProto(const domain::Assistance& assistance);
[[nodiscard]] pb::Assignment ToProto(const domain::Assignment& assignment);
[[nodiscard]] pb::Procedure ToProto(const catalogue::Entry& entry);
// Without form, papers, history, hand-overs and assistance.
[[nodiscard]] pb::Dossier ToProto(const domain::Dossier& dossier);

// What an anonymous reader may know; without history.
[[nodiscard]] pb::DossierStatus ToStatus(const domain::Dossier& dossier,
                                         std::string_view agency_title);
// The event of `transition`, which led to `dossier`.
[[nodiscard]] pb::DossierChanged ToEvent(const domain::Dossier& dossier,
                                         const domain::Transition& transition,
                                         std::string_view agency_title);

[[nodiscard]] std::optional<domain::State> FromProto(pb::State state);
[[nodiscard]] std::optional<domain::Channel> FromProto(pb::Channel channel);
[[nodiscard]] absl::Time FromProto(const google::protobuf::Timestamp& time);
[[nodiscard]] domain::Applicant FromProto(const pb::Applicant& applicant);
// ATTACHMENT_NOT_FOUND for a name that is none.
[[nodiscard]] absl::StatusOr<std::vector<domain::Paper>> FromProto(
    const google::protobuf::RepeatedPtrField<pb::Paper>& papers);

}  // namespace tancua::dossier::wire

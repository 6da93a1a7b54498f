#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "google/protobuf/repeated_ptr_field.h"
#include "google/protobuf/timestamp.pb.h"
#include "services/identity/domain/breach.h"
#include "services/identity/domain/consent.h"
#include "services/identity/domain/data_request.h"
#include "services/identity/domain/legal_hold.h"
#include "services/identity/domain/purpose.h"
#include "tancua/identity/v1/privacy_service.pb.h"

// Between the messages of the privacy API and the domain.
namespace tancua::identity::wire {

using KeptList = google::protobuf::RepeatedPtrField<privacy::v1::KeptRecords>;

// The uuid in "<collection>/{uuid}"; empty for anything else.
[[nodiscard]] std::string IdIn(std::string_view collection, std::string_view name);

// "27442" of "wards/27442", by which events are sharded; empty for the city.
[[nodiscard]] std::string WardCode(std::string_view ward);

[[nodiscard]] v1::Purpose ToPurpose(const domain::Purpose& purpose);
[[nodiscard]] v1::Consent ToConsent(const domain::Consent& consent);
[[nodiscard]] v1::DataRequest ToDataRequest(const domain::DataRequest& request,
                                            const std::vector<domain::Erasure>& erasures,
                                            absl::Time now);
[[nodiscard]] v1::Breach ToBreach(const domain::Breach& breach);
[[nodiscard]] v1::LegalHold ToLegalHold(const domain::LegalHold& hold);

[[nodiscard]] std::vector<domain::Kept> FromKept(const KeptList& kept);
// Texts come back in NFC; INVALID_FIELD names the one that is too long or no text.
[[nodiscard]] absl::StatusOr<domain::BreachReport> FromReport(const v1::BreachReport& report);
// In NFC; INVALID_FIELD when it is no text or longer than `limit` characters.
[[nodiscard]] absl::StatusOr<std::string> CleanText(std::string_view text, std::size_t limit,
                                                    const char* field);

}  // namespace tancua::identity::wire

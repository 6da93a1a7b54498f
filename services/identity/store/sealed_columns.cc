#include "services/identity/store/sealed_columns.h"

#include "common/rpc/idempotency.h"
#include "common/status/macros.h"
#include "services/identity/store/citizens.h"

namespace tancua::identity::store {
namespace {

absl::StatusOr<std::string> IndexOfNumber(const crypto::Keyring& keys, std::string_view sealed) {
  ASSIGN_OR_RETURN(const domain::Profile profile, OpenProfile(keys, sealed));
  return keys.Index(profile.number, kNumberColumn);
}

}  // namespace

std::vector<rotation::Column> SealedColumns() {
  return {rotation::Sealed("citizens", "id", "profile_sealed", kProfileColumn),
          rotation::Indexed("citizens", "id", "number_index", "profile_sealed", IndexOfNumber),
          rotation::Sealed("citizen_history", "id", "profile_sealed", kProfileColumn),
          rotation::Sealed("officers", "id", "display_name_sealed", kOfficerNameColumn),
          rotation::Sealed("verifications", "id", "secrets_sealed", kSecretsColumn),
          rotation::Sealed("requests", "request_id", "sealed_response", rpc::kResponseContext)};
}

}  // namespace tancua::identity::store

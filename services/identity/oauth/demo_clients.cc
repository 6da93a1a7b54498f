#include "services/identity/oauth/demo_clients.h"

#include "common/crypto/digest.h"
#include "common/status/macros.h"
#include "services/identity/store/clients.h"

namespace tancua::identity::oauth {

absl::Status RegisterClients(sql::Session& tx, const Clock& clock, Ids& ids,
                             const std::vector<domain::ClientEntry>& entries) {
  const absl::Time now = clock.Now();
  for (const domain::ClientEntry& entry : entries) {
    domain::Client client = entry.client;
    client.created_at = client.updated_at = now;
    ASSIGN_OR_RETURN(const bool added, store::InsertClient(tx, client));
    if (!added || entry.secret.empty()) continue;
    RETURN_IF_ERROR(store::InsertClientKey(tx, {.id = ids.NewUuid(),
                                                .client_id = client.id,
                                                .kind = domain::ClientKey::Kind::kSecret,
                                                .value = crypto::Sha256Hex(entry.secret),
                                                .created_at = now}));
  }
  return absl::OkStatus();
}

}  // namespace tancua::identity::oauth

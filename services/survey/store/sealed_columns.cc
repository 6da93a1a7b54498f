#include "services/survey/store/sealed_columns.h"

#include "common/rpc/idempotency.h"
#include "common/status/macros.h"

namespace tancua::survey::store {
namespace {

absl::StatusOr<std::string> IndexOfToken(const crypto::Keyring& keys, std::string_view sealed) {
  ASSIGN_OR_RETURN(const std::string token, keys.Open(sealed, kSealedTokenColumn));
  return keys.Index(token, kTokenColumn);
}

}  // namespace

std::vector<rotation::Column> SealedColumns() {
  return {rotation::Sealed("invitations", "invitation_id", "token_sealed", kSealedTokenColumn),
          rotation::Indexed("invitations", "invitation_id", "token_index", "token_sealed",
                            IndexOfToken),
          rotation::Sealed("invitations", "invitation_id", "comment_sealed", kCommentColumn),
          rotation::Sealed("requests", "request_id", "sealed_response", rpc::kResponseContext)};
}

}  // namespace tancua::survey::store

#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "common/crypto/keyring.h"

// Pages of lists that go by the seq of the audit log, newest first.
namespace tancua::identity::api {

// What a request asks for.
struct PageRequest {
  std::string_view scope;  // of which list, and whose
  int size = 0;
  const std::string& token;
};

struct AuditPage {
  int size = 0;
  std::int64_t before_seq = 0;
};

// PAGE_TOKEN_INVALID when the token was made for another scope, INVALID_FIELD for a bad size.
[[nodiscard]] absl::StatusOr<AuditPage> OpenAuditPage(const crypto::Keyring& keys,
                                                      const PageRequest& request);
// The token of the page that begins before `seq`.
[[nodiscard]] std::string NextAuditPage(const crypto::Keyring& keys, std::string_view scope,
                                        std::int64_t seq);

}  // namespace tancua::identity::api

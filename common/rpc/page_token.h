#pragma once

#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "common/crypto/keyring.h"

// Where the next page of a list begins, opaque to the caller.
namespace tancua::rpc {

// `scope` says of which list and which filters a page is: a token of another scope is refused.
[[nodiscard]] std::string SealPageToken(const crypto::Keyring& keys, std::string_view scope,
                                        std::string_view position);

// The position; empty for the empty token of a first page. PAGE_TOKEN_INVALID when the token was
// not made for this scope.
[[nodiscard]] absl::StatusOr<std::string> OpenPageToken(const crypto::Keyring& keys,
                                                        std::string_view scope,
                                                        std::string_view token);

// `asked`, or `usual` when it is 0; INVALID_FIELD unless it is 0 to 1000.
[[nodiscard]] absl::StatusOr<int> CheckPageSize(int asked, int usual);

}  // namespace tancua::rpc

#include "services/notification/store/token_store.h"

#include <algorithm>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "common/crypto/digest.h"
#include "common/status/macros.h"
#include "services/notification/store/queries.h"
#include "services/notification/store/sealed_columns.h"

namespace tancua::notification::store {
namespace {

constexpr char kKey[] = "notification.tokens";
constexpr char kSeedIndex[] = "provider_tokens.seed_index";

// A refresh token is long and random: a digest tells nothing of it, and needs no key.
absl::StatusOr<bool> HasSeed(sql::Session& tx, std::string_view provider,
                             const std::vector<std::string>& marks) {
  std::string mark;
  RETURN_IF_ERROR(
      tx.Query(kLoadSeed, {provider}, [&](const sql::Row& row) { mark = row.Text(0); }));
  return std::find(marks.begin(), marks.end(), mark) != marks.end();
}

}  // namespace

absl::Status TokenStore::Seed(std::string_view provider, std::string_view refresh_token) {
  const std::string sealed =
      keys_.Seal(absl::StrCat("\n", std::string(refresh_token)), kSealedTokens);
  const std::string digest = crypto::Sha256Hex(refresh_token);
  // The first release kept a keyed hash.
  std::vector<std::string> marks = keys_.Indices(refresh_token, kSeedIndex);
  marks.push_back(digest);
  return database_.Write(kKey, [&](sql::Session& tx) -> absl::Status {
    ASSIGN_OR_RETURN(const bool same, HasSeed(tx, provider, marks));
    if (same) return tx.Execute(kMarkSeed, {digest, provider}).status();
    return tx.Execute(kSeedTokens, {provider, sealed, digest}).status();
  });
}

absl::StatusOr<TokenPair> TokenStore::Load(std::string_view provider) {
  std::optional<TokenPair> pair;
  std::string sealed;
  RETURN_IF_ERROR(database_.Read([&](sql::Session& session) {
    return session.Query(kLoadTokens, {provider}, [&](const sql::Row& row) {
      sealed = row.Text(0);
      pair.emplace();
      pair->expire_time = row.Time(1);
      pair->version = row.Int(2);
    });
  }));
  if (!pair) return absl::NotFoundError("the provider has no refresh token yet");
  ASSIGN_OR_RETURN(const std::string tokens, keys_.Open(sealed, kSealedTokens));
  std::tie(pair->access, pair->refresh) =
      std::pair<std::string, std::string>(absl::StrSplit(tokens, absl::MaxSplits('\n', 1)));
  return *std::move(pair);
}

absl::StatusOr<bool> TokenStore::BeginRefresh(std::string_view provider, std::int64_t version,
                                              absl::Time now, absl::Time until) {
  return database_.Write(kKey, [&](sql::Session& tx) -> absl::StatusOr<bool> {
    ASSIGN_OR_RETURN(const std::int64_t changed,
                     tx.Execute(kBeginRefresh, {until, provider, version, now}));
    return changed == 1;
  });
}

absl::Status TokenStore::EndRefresh(std::string_view provider, std::int64_t version) {
  return database_.Write(kKey, [&](sql::Session& tx) {
    return tx.Execute(kEndRefresh, {provider, version}).status();
  });
}

absl::Status TokenStore::Save(std::string_view provider, const TokenPair& pair) {
  const std::string sealed =
      keys_.Seal(absl::StrCat(pair.access, "\n", pair.refresh), kSealedTokens);
  return database_.Write(kKey, [&](sql::Session& tx) -> absl::Status {
    ASSIGN_OR_RETURN(const std::int64_t changed,
                     tx.Execute(kSaveTokens, {sealed, pair.expire_time, provider, pair.version}));
    if (changed == 1) return absl::OkStatus();
    return absl::AbortedError("someone else has replaced the provider's tokens");
  });
}

absl::StatusOr<std::map<std::string, absl::Time>> TokenExpiries(sql::Database& database) {
  std::map<std::string, absl::Time> expiries;
  RETURN_IF_ERROR(database.Read([&](sql::Session& session) {
    return session.Query(kTokenExpiries, {},
                         [&](const sql::Row& row) { expiries.emplace(row.Text(0), row.Time(1)); });
  }));
  return expiries;
}

}  // namespace tancua::notification::store

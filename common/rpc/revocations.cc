#include "common/rpc/revocations.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/crypto/digest.h"
#include "common/jose/compact.h"
#include "common/status/macros.h"
#include "common/status/view.h"
#include "nlohmann/json.hpp"

namespace tancua::rpc {
namespace {

constexpr std::pair<const char*, const char*> kClaims[] = {
    {kRevocableToken, "jti"}, {kRevocableSession, "sid"}, {kRevocableKey, "client_key"}};

}  // namespace

std::string RevocationDigest(std::string_view kind, std::string_view id) {
  return crypto::Sha256Hex(absl::StrCat(View(kind), "/", View(id)));
}

RevocationMarks RevocationMarks::Of(const nlohmann::json& claims) {
  RevocationMarks marks;
  for (const auto& [kind, claim] : kClaims) {
    const std::string id = jose::StringMember(claims, claim);
    if (!id.empty()) marks.digests.push_back(RevocationDigest(kind, id));
  }
  const std::string client = jose::StringMember(claims, "client_id");
  if (!client.empty()) marks.client_digest = RevocationDigest(kRevocableClient, client);
  const auto issued = claims.find("iat");
  marks.issued = issued != claims.end() && issued->is_number()
                     ? absl::FromUnixSeconds(issued->get<std::int64_t>())
                     : absl::InfinitePast();
  return marks;
}

absl::StatusOr<int> Revocations::Refresh() {
  absl::MutexLock refreshing(&refreshing_);
  ASSIGN_OR_RETURN(List list, source_(since_));
  since_ = list.as_of;
  int fresh = 0;
  absl::MutexLock lock(&mutex_);
  for (Entry& entry : list.entries) {
    Entry& kept = entries_[entry.digest];
    if (kept.digest.empty() || kept.revoked < entry.revoked) {
      kept = std::move(entry);
      ++fresh;
    }
  }
  Forget(clock_.Now());
  any_.store(!entries_.empty(), std::memory_order_release);
  known_.store(true, std::memory_order_release);
  return fresh;
}

void Revocations::Forget(absl::Time now) {
  for (auto it = entries_.begin(); it != entries_.end();) {
    it = it->second.expires <= now ? entries_.erase(it) : std::next(it);
  }
}

bool Revocations::Cover(const RevocationMarks& marks) const {
  if (!any_.load(std::memory_order_acquire)) return false;
  absl::ReaderMutexLock lock(&mutex_);
  const auto client = entries_.find(marks.client_digest);
  if (client != entries_.end() && marks.issued <= client->second.revoked) return true;
  return std::any_of(marks.digests.begin(), marks.digests.end(),
                     [&](const std::string& digest) { return entries_.contains(digest); });
}

}  // namespace tancua::rpc

#include "services/notification/api/list_messages.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "common/audit/access.h"
#include "common/id/ids.h"
#include "common/rpc/scopes.h"
#include "common/status/error.h"
#include "common/status/macros.h"
#include "services/notification/wire.h"

namespace tancua::notification::api {
namespace {

constexpr std::string_view kDossiers = "dossiers/";
constexpr int kDefaultPage = 50;
constexpr int kLongestPage = 1000;

// The answer waits for this: nobody reads without a trace.
absl::Status RecordRead(Deps& deps, const rpc::Call& call, const std::string& dossier,
                        const std::string& ward) {
  const audit::Access access{
      .action = audit::v1::OPENED, .record = dossier, .ward = absl::StrCat("wards/", ward)};
  return deps.database.Write(call.caller.subject, [&](sql::Session& tx) {
    return audit::Record(deps.outbox, tx, call, access, deps.clock.Now());
  });
}

}  // namespace

// The page token is the id of the last message shown.
absl::StatusOr<v1::ListMessagesResponse> ListMessages(Deps& deps, const rpc::Call& call,
                                                      const v1::ListMessagesRequest& request) {
  std::string_view dossier = request.parent();
  if (!dossier.starts_with(kDossiers) || dossier.size() == kDossiers.size()) {
    return status::Error(status::kInvalidField, {.field = "parent"});
  }
  dossier.remove_prefix(kDossiers.size());
  if (request.page_size() < 0) {
    return status::Error(status::kInvalidField, {.field = "page_size"});
  }
  if (!request.page_token().empty() && !IsUuid(request.page_token())) {
    return status::Error(status::kPageTokenInvalid, {.field = "page_token"});
  }
  const int size =
      request.page_size() == 0 ? kDefaultPage : std::min(request.page_size(), kLongestPage);

  ASSIGN_OR_RETURN(const auto messages,
                   deps.store.OfDossier(dossier, request.page_token(), size + 1));
  const bool anonymous = call.caller.IsPartner() && !call.caller.HasScope(rpc::kApplicantsRead);
  v1::ListMessagesResponse response;
  for (const domain::Message& message : messages) {
    RETURN_IF_ERROR(call.RequireWard("wards/" + message.ward));
    if (response.messages_size() == size) {
      response.set_next_page_token(messages[size - 1].id);
      break;
    }
    v1::Message& shown = *response.add_messages();
    shown = ToWire(message);
    // What is left of a phone would be the same for every partner.
    if (anonymous) shown.clear_masked_phone();
  }
  if (!messages.empty()) {
    RETURN_IF_ERROR(RecordRead(deps, call, request.parent(), messages.front().ward));
  }
  return response;
}

}  // namespace tancua::notification::api

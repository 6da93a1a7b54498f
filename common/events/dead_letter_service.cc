#include "common/events/dead_letter_service.h"

#include <string>
#include <string_view>
#include <utility>

#include "common/status/macros.h"

namespace tancua::events {
namespace {

// "27442" of the officer's "wards/27442".
std::string WardOf(const rpc::Call& call) {
  const std::string& ward = call.caller.ward;
  const std::size_t slash = ward.find('/');
  return slash == std::string::npos ? ward : ward.substr(slash + 1);
}

absl::StatusOr<v1::ListDeadLettersResponse> ListDeadLetters(
    DeadLetters& letters, const rpc::Call& call, const v1::ListDeadLettersRequest& request) {
  ASSIGN_OR_RETURN(DeadLetters::Page page,
                   letters.List(WardOf(call), request.page_size(), request.page_token()));
  v1::ListDeadLettersResponse response;
  for (v1::DeadLetter& letter : page.letters) *response.add_dead_letters() = std::move(letter);
  response.set_next_page_token(std::move(page.next_page_token));
  return response;
}

absl::StatusOr<v1::RedriveDeadLetterResponse> RedriveDeadLetter(
    DeadLetters& letters, const rpc::Call& call, const v1::RedriveDeadLetterRequest& request) {
  RETURN_IF_ERROR(letters.Redrive(WardOf(call), request.name()));
  return v1::RedriveDeadLetterResponse();
}

}  // namespace

rpc::Service DeadLetterService(DeadLetters& letters) {
  rpc::Service service("tancua.events.v1.DeadLetterService");
  service.Unary("ListDeadLetters", letters, ListDeadLetters);
  service.Unary("RedriveDeadLetter", letters, RedriveDeadLetter);
  return service;
}

}  // namespace tancua::events

#include "services/dossier/domain/state.h"

namespace tancua::dossier::domain {
namespace {

struct Words {
  State state;
  std::string_view name;
  std::string_view title;
};

constexpr Words kWords[] = {
    {State::kSubmitted, "SUBMITTED", "Đã nộp, chờ tiếp nhận"},
    {State::kReceived, "RECEIVED", "Đã tiếp nhận, đang giải quyết"},
    {State::kNeedSupplement, "NEED_SUPPLEMENT", "Chờ công dân bổ sung"},
    {State::kRefused, "REFUSED", "Từ chối giải quyết"},
    {State::kSubmittedForApproval, "SUBMITTED_FOR_APPROVAL", "Đang trình lãnh đạo duyệt"},
    {State::kApproved, "APPROVED", "Đã có kết quả, chờ trả"},
    {State::kReturned, "RETURNED", "Đã trả kết quả"},
};
static_assert(std::size(kWords) == kStates.size());

const Words& WordsOf(State state) { return kWords[static_cast<std::size_t>(state)]; }

}  // namespace

std::string_view Name(State state) { return WordsOf(state).name; }
std::string_view Title(State state) { return WordsOf(state).title; }

std::optional<State> ParseState(std::string_view name) {
  for (const Words& words : kWords) {
    if (words.name == name) return words.state;
  }
  return std::nullopt;
}

}  // namespace tancua::dossier::domain

#include "common/http/answer_stream.h"

#include <sys/uio.h>

#include <cerrno>
#include <string>

#include "absl/time/clock.h"
#include "common/http/response_writer.h"
#include "common/http/wait_for.h"

namespace tancua::http {
namespace {

// A caller that reads more slowly than this, on average, is given up.
constexpr std::int64_t kMinStreamBytesPerSecond = 1024;

}  // namespace

absl::Status AnswerStream::Start(const Response& head, std::int64_t size, bool head_only) {
  if (started_) return absl::InternalError("the answer was begun before");
  started_ = true;
  head_only_ = head_only;
  left_ = size;
  return SendAll(FormatHead(head, static_cast<std::size_t>(size), false, common_fields_));
}

absl::Status AnswerStream::Write(std::string_view piece) {
  const auto size = static_cast<std::int64_t>(piece.size());
  if (!started_ || size > left_) {
    failed_ = true;
    return absl::InternalError("more of an answer than was announced");
  }
  left_ -= size;
  return head_only_ ? absl::OkStatus() : SendAll(piece);
}

absl::Status AnswerStream::SendAll(std::string_view bytes) {
  const absl::Time deadline =
      absl::Now() + timeout_ +
      absl::Seconds(static_cast<std::int64_t>(bytes.size()) / kMinStreamBytesPerSecond);
  while (!bytes.empty()) {
    const iovec piece{const_cast<char*>(bytes.data()), bytes.size()};
    const ssize_t sent = transport_->Send(&piece, 1);
    if (sent >= 0) {
      bytes.remove_prefix(static_cast<std::size_t>(sent));
      continue;
    }
    if (errno == EINTR) continue;
    const bool full = errno == EAGAIN || errno == EWOULDBLOCK;
    if (full &&
        WaitFor(transport_->socket(), transport_->wanted_events(), deadline - absl::Now())) {
      continue;
    }
    failed_ = true;
    return absl::UnavailableError("the caller went away or reads too slowly");
  }
  return absl::OkStatus();
}

}  // namespace tancua::http

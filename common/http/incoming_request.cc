#include "common/http/incoming_request.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <utility>

#include "absl/strings/match.h"
#include "absl/time/clock.h"
#include "boost/beast/http/error.hpp"
#include "common/http/wait_for.h"
#include "common/status/macros.h"
#include "common/status/view.h"

namespace tancua::http {
namespace {

namespace beast = boost::beast;

constexpr std::size_t kReadSize = 4 * 1024;
constexpr std::size_t kBodyReadSize = 64 * 1024;
// A body of at most this size is awaited by the I/O thread, so that a slow sender of a
// small body holds no handler thread.
constexpr std::uint64_t kAwaitedBody = 64 * 1024;
// A body that comes slower than this on average, after the first read_timeout, is given up.
constexpr std::int64_t kMinBytesPerSecond = 1024;

int RefusalFor(const beast::error_code& error) {
  namespace http = beast::http;
  if (error == http::error::body_limit) return 413;
  if (error == http::error::header_limit || error == http::error::buffer_overflow) return 431;
  if (error == http::error::unexpected_body) return 501;  // see RequestParser
  return 400;
}

}  // namespace

absl::Status IncomingRequest::StartAnswer(Response head, std::int64_t size) {
  return answer_.Start(head, size, method() == "HEAD");
}

absl::Status IncomingRequest::WriteSome(std::string_view piece) { return answer_.Write(piece); }

void IncomingRequest::Reset() {
  head_.Clear();
  piece_.clear();
  if (piece_.capacity() > kReadSize) std::string().swap(piece_);
  if (buffer_.capacity() > 2 * kReadSize) buffer_.shrink_to_fit();
  buffer_.max_size(kBodyReadSize + static_cast<std::size_t>(config_.header_limit));
  parser_.emplace(head_, piece_);
  parser_->header_limit(static_cast<std::uint32_t>(config_.header_limit));
  parser_->body_limit(static_cast<std::uint64_t>(config_.body_limit));
  refusal_ = 0;
  continue_sent_ = false;
  body_bytes_ = 0;
}

boost::asio::mutable_buffer IncomingRequest::Prepare() {
  return buffer_.prepare(std::min(kReadSize, buffer_.max_size() - buffer_.size()));
}

void IncomingRequest::FeedParser() {
  while (buffer_.size() > 0 && !parser_->is_done()) {
    beast::error_code error;
    const bool in_header = !parser_->is_header_done();
    buffer_.consume(parser_->put(buffer_.data(), error));
    if (error == beast::http::error::need_more) {
      // A chunk header or trailer that fills the whole buffer will never end.
      if (buffer_.size() >= buffer_.max_size()) refusal_ = 400;
      return;
    }
    if (error) {
      refusal_ = RefusalFor(error);
      return;
    }
    if (in_header && parser_->is_header_done()) parser_->eager(true);
    if (piece_.size() >= kBodyReadSize) return;
  }
}

IncomingRequest::Progress IncomingRequest::Parse() {
  FeedParser();
  if (refusal_ != 0) return Progress::kMalformed;
  if (!parser_->is_header_done()) return Progress::kNeedMore;
  if (parser_->is_done() || !WaitsForWholeBody()) return Progress::kReady;
  return Progress::kNeedMore;
}

bool IncomingRequest::WaitsForWholeBody() const {
  const auto length = parser_->content_length();
  return length && *length <= kAwaitedBody && !ExpectsContinue();
}

bool IncomingRequest::ExpectsContinue() const {
  return absl::EqualsIgnoreCase(View(head_.field("expect")), "100-continue");
}

absl::StatusOr<std::string> IncomingRequest::ReadSome() {
  while (true) {
    if (!piece_.empty()) return std::exchange(piece_, std::string());
    if (refusal_ != 0) return BodyError();
    if (parser_->is_done()) return std::string();
    RETURN_IF_ERROR(SendContinue());
    RETURN_IF_ERROR(ReceiveMore());
    FeedParser();
  }
}

absl::Status IncomingRequest::BodyError() const {
  if (refusal_ == 413) return absl::ResourceExhaustedError("the body exceeds the limit");
  return absl::InvalidArgumentError("the body's framing is broken");
}

absl::Status IncomingRequest::SendContinue() {
  if (continue_sent_) return absl::OkStatus();
  continue_sent_ = true;
  body_start_ = absl::Now();
  if (!ExpectsContinue()) return absl::OkStatus();
  static std::string text = "HTTP/1.1 100 Continue\r\n\r\n";
  const iovec piece{text.data(), text.size()};
  // Nothing else is on its way out, so that the few bytes fit the socket's buffer.
  if (transport_->Send(&piece, 1) != static_cast<ssize_t>(text.size())) {
    return absl::UnavailableError("the caller went away");
  }
  return absl::OkStatus();
}

absl::Status IncomingRequest::ReceiveMore() {
  const auto room = buffer_.prepare(std::min(kBodyReadSize, buffer_.max_size() - buffer_.size()));
  const absl::Time slowest =
      body_start_ + config_.read_timeout + absl::Seconds(body_bytes_ / kMinBytesPerSecond);
  while (true) {
    const ssize_t received = transport_->Receive(room.data(), room.size());
    if (received > 0) {
      body_bytes_ += received;
      buffer_.commit(static_cast<std::size_t>(received));
      return absl::OkStatus();
    }
    if (received == 0) return absl::UnavailableError("the caller went away");
    if (errno == EINTR) continue;
    if (errno != EAGAIN && errno != EWOULDBLOCK) {
      return absl::UnavailableError("the caller went away");
    }
    if (!WaitFor(transport_->socket(), transport_->wanted_events(),
                 std::min(config_.read_timeout, slowest - absl::Now()))) {
      return absl::UnavailableError("the caller sends too slowly");
    }
  }
}

bool IncomingRequest::FinishForKeepAlive() {
  piece_.clear();
  while (refusal_ == 0 && has_more_bytes() && !parser_->is_done()) {
    const auto before = buffer_.size();
    FeedParser();
    piece_.clear();
    if (buffer_.size() == before) break;
  }
  return refusal_ == 0 && parser_->is_done() && parser_->keep_alive();
}

std::string IncomingRequest::peer() const {
  sockaddr_storage address{};
  socklen_t size = sizeof(address);
  if (::getpeername(transport_->socket(), reinterpret_cast<sockaddr*>(&address), &size) != 0)
    return {};
  std::array<char, INET6_ADDRSTRLEN> text{};
  const void* raw = &reinterpret_cast<const sockaddr_in*>(&address)->sin_addr;
  if (address.ss_family == AF_INET6) {
    raw = &reinterpret_cast<const sockaddr_in6*>(&address)->sin6_addr;
  }
  if (::inet_ntop(address.ss_family, raw, text.data(), text.size()) == nullptr) return {};
  return text.data();
}

}  // namespace tancua::http

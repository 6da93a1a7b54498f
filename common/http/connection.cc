#include "common/http/connection.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>

#include <array>
#include <cerrno>
#include <exception>
#include <utility>

#include "absl/time/time.h"
#include "boost/asio/buffer.hpp"
#include "boost/asio/post.hpp"
#include "boost/beast/http/status.hpp"

namespace tancua::http {
namespace {

using Steady = std::chrono::steady_clock;

// After an answer that ends a connection early, the caller may still be sending: closing at
// once would reset the connection and could destroy the answer on its way.
constexpr absl::Duration kLinger = absl::Seconds(2);
// A caller that reads its answer more slowly than this, on average, is given up.
constexpr std::size_t kMinAnswerBytesPerSecond = 1024;

}  // namespace

Connection::Connection(ServerContext context, ConnectionOwner& owner,
                       boost::asio::ip::tcp::socket socket)
    : context_(context),
      owner_(owner),
      socket_(std::move(socket)),
      descriptor_(socket_.native_handle()),
      transport_(descriptor_,
                 context.config.tls == nullptr ? nullptr : context.config.tls->current()),
      request_(context.config, context.common_fields),
      writer_(context.common_fields) {
  request_.Attach(transport_);
  const int on = 1;
  ::setsockopt(descriptor_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
}

void Connection::Await(State state, absl::Duration timeout) {
  const auto deadline = Steady::now() + absl::ToChronoMicroseconds(timeout);
  deadline_ = deadline.time_since_epoch().count();
  state_ = state;
}

void Connection::Start() {
  Await(State::kReading, context_.config.read_timeout);
  if (!transport_.encrypted()) return Read();
  socket_.non_blocking(true);
  Handshake();
}

void Connection::Handshake() {
  if (transport_.Handshake() == 1) return Read();
  errno == EAGAIN ? AwaitTransport(&Connection::Handshake) : Close();
}

void Connection::AwaitTransport(void (Connection::*then)()) {
  using boost::asio::ip::tcp;
  const auto what =
      transport_.wanted_events() == POLLOUT ? tcp::socket::wait_write : tcp::socket::wait_read;
  socket_.async_wait(what, [self = shared_from_this(), then](boost::system::error_code error) {
    error ? self->Close() : (self.get()->*then)();
  });
}

void Connection::Check(Steady::time_point now, bool close_idle) {
  const State state = state_;
  if (state == State::kBusy) return;
  const bool overdue = now.time_since_epoch().count() > deadline_;
  const bool idle = state == State::kIdle || (state == State::kReading && !request_.started());
  if (overdue || (close_idle && idle)) Abort();
}

// Only shuts the socket down: that may happen beside another thread's use of it, and makes
// whatever waits for it return, which then closes it.
void Connection::Abort() { ::shutdown(descriptor_, SHUT_RDWR); }

void Connection::Read() {
  if (transport_.encrypted()) return ReadEncrypted();
  socket_.async_read_some(
      request_.Prepare(),
      [self = shared_from_this()](boost::system::error_code error, std::size_t bytes) {
        self->OnRead(error, bytes);
      });
}

// What TLS has decrypted already makes no socket ready: it is asked before the socket. In a loop,
// because a caller may send a record for every byte.
void Connection::ReadEncrypted() {
  while (true) {
    const auto room = request_.Prepare();
    const ssize_t received = transport_.Receive(room.data(), room.size());
    if (received > 0) {
      if (!NeedsMoreAfter(static_cast<std::size_t>(received))) return;
    } else if (received < 0 && errno == EAGAIN) {
      return AwaitTransport(&Connection::ReadEncrypted);
    } else {
      return Close();
    }
  }
}

void Connection::OnRead(boost::system::error_code error, std::size_t bytes) {
  if (error) return Close();
  if (NeedsMoreAfter(bytes)) Read();
}

bool Connection::NeedsMoreAfter(std::size_t bytes) {
  // The whole header must come within one time-out, however it trickles.
  if (state_ == State::kIdle) Await(State::kReading, context_.config.read_timeout);
  request_.Commit(bytes);
  return NeedsMore();
}

void Connection::Advance() {
  if (NeedsMore()) Read();
}

bool Connection::NeedsMore() {
  switch (request_.Parse()) {
    case IncomingRequest::Progress::kNeedMore:
      return true;
    case IncomingRequest::Progress::kMalformed:
      Refuse(request_.refusal());
      return false;
    case IncomingRequest::Progress::kReady:
      state_ = State::kBusy;
      context_.pool.Push(shared_from_this());
      return false;
  }
  return false;
}

void Connection::Run() {
  Response response;
  try {
    response = context_.handler(request_);
  } catch (const std::exception&) {
    // The last guard: one faulty request must not end the process.
    response = RefusalResponse(500);
  }
  if (request_.answer().started()) {
    // What is cut off is less than was announced: the caller notices.
    keep_alive_ = false;
    return request_.answer().complete() ? OnSent() : Close();
  }
  keep_alive_ = request_.FinishForKeepAlive() && !context_.turning_away;
  Answer(std::move(response), request_.method() == "HEAD");
}

void Connection::Refuse(int status) {
  keep_alive_ = false;
  Answer(RefusalResponse(status), false);
}

Response Connection::RefusalResponse(int status) const {
  Response response;
  if (context_.config.refusal) {
    response = context_.config.refusal(status);
  } else {
    const auto phrase =
        boost::beast::http::obsolete_reason(static_cast<boost::beast::http::status>(status));
    response.content_type = "text/plain; charset=utf-8";
    response.body.assign(phrase.data(), phrase.size()).append("\n");
  }
  response.status = status;
  if (status == 503) response.headers.emplace_back("Retry-After", "1");
  return response;
}

void Connection::Answer(Response response, bool head_only) {
  writer_.Begin(std::move(response), head_only, keep_alive_);
  Await(State::kWriting,
        context_.config.read_timeout + absl::Seconds(writer_.size() / kMinAnswerBytesPerSecond));
  SendMore();
}

void Connection::SendMore() {
  switch (writer_.Send(transport_)) {
    case ResponseWriter::Progress::kDone:
      return OnSent();
    case ResponseWriter::Progress::kBlocked:
      return AwaitTransport(&Connection::SendMore);
    case ResponseWriter::Progress::kFailed:
      return Close();
  }
}

void Connection::OnSent() {
  if (keep_alive_) return NextRequest();
  transport_.Finish();
  if (request_.complete() && !request_.has_more_bytes()) return Close();
  Linger();
}

void Connection::NextRequest() {
  request_.Reset();
  if (request_.has_more_bytes()) {
    Await(State::kReading, context_.config.read_timeout);
    boost::asio::post(socket_.get_executor(), [self = shared_from_this()] { self->Advance(); });
    return;
  }
  Await(State::kIdle, context_.config.idle_timeout);
  // Drain may just have looked at this connection while it was still busy.
  if (context_.draining) Abort();
  Read();
}

void Connection::Linger() {
  ::shutdown(descriptor_, SHUT_WR);
  Await(State::kLingering, kLinger);
  Discard();
}

void Connection::Discard() {
  static thread_local std::array<char, 16 * 1024> scrap;
  socket_.async_wait(boost::asio::ip::tcp::socket::wait_read,
                     [self = shared_from_this()](boost::system::error_code error) {
                       if (error) return self->Close();
                       const ssize_t received =
                           ::recv(self->descriptor_, scrap.data(), scrap.size(), MSG_DONTWAIT);
                       if (received == 0) return self->Close();
                       if (received < 0 && errno != EAGAIN && errno != EINTR) {
                         return self->Close();
                       }
                       self->Discard();
                     });
}

void Connection::Close() {
  boost::asio::post(socket_.get_executor(), [self = shared_from_this()] {
    boost::system::error_code ignored;
    self->socket_.close(ignored);
    self->owner_.Forget(*self);
  });
}

}  // namespace tancua::http

#include "common/tls/stream.h"

#include <openssl/err.h>
#include <poll.h>

#include <algorithm>
#include <cerrno>
#include <limits>
#include <utility>

namespace tancua::tls {
namespace {

int Bounded(std::size_t size) {
  return static_cast<int>(std::min<std::size_t>(size, std::numeric_limits<int>::max()));
}

}  // namespace

Stream::Stream(std::shared_ptr<const Material> material, int socket)
    : material_(std::move(material)),
      ssl_(SSL_new(material_->server.get())),
      wanted_events_(POLLIN) {
  SSL_set_fd(ssl_.get(), socket);
  SSL_set_accept_state(ssl_.get());
}

ssize_t Stream::Result(int result) {
  if (result > 0) return result;
  switch (SSL_get_error(ssl_.get(), result)) {
    case SSL_ERROR_WANT_READ:
      wanted_events_ = POLLIN;
      errno = EAGAIN;
      return -1;
    case SSL_ERROR_WANT_WRITE:
      wanted_events_ = POLLOUT;
      errno = EAGAIN;
      return -1;
    case SSL_ERROR_ZERO_RETURN:
      return 0;
    default:
      errno = ECONNRESET;
      return -1;
  }
}

// SSL_get_error looks at the thread's queue of errors, where anybody may have left some: each
// call begins with an empty one.
int Stream::Handshake() {
  ERR_clear_error();
  return static_cast<int>(Result(SSL_do_handshake(ssl_.get())));
}

ssize_t Stream::Receive(void* data, std::size_t size) {
  ERR_clear_error();
  return Result(SSL_read(ssl_.get(), data, Bounded(size)));
}

ssize_t Stream::Send(const void* data, std::size_t size) {
  if (size == 0) return 0;
  ERR_clear_error();
  return Result(SSL_write(ssl_.get(), data, Bounded(size)));
}

void Stream::Finish() {
  SSL_shutdown(ssl_.get());
  ERR_clear_error();
}

std::string Stream::PeerThumbprint() const {
  const Owned<X509> certificate(SSL_get1_peer_certificate(ssl_.get()));
  return certificate == nullptr ? "" : ThumbprintOf(*certificate);
}

}  // namespace tancua::tls

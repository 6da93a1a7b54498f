#include "common/http/transport.h"

#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

namespace tancua::http {
namespace {

// The greatest TLS record: a head and a small body leave in one.
constexpr std::size_t kRecord = 16 * 1024;

}  // namespace

Transport::Transport(int socket, std::shared_ptr<const tls::Material> material) : socket_(socket) {
  if (material != nullptr) tls_.emplace(std::move(material), socket);
}

int Transport::Handshake() {
  const int done = tls_->Handshake();
  if (done == 1) peer_thumbprint_ = tls_->PeerThumbprint();
  return done;
}

ssize_t Transport::Receive(void* data, std::size_t size) {
  if (tls_) return tls_->Receive(data, size);
  wanted_events_ = POLLIN;
  return ::recv(socket_, data, size, MSG_DONTWAIT);
}

ssize_t Transport::Send(const iovec* pieces, std::size_t count) {
  if (tls_) return SendEncrypted(pieces, count);
  wanted_events_ = POLLOUT;
  msghdr message{};
  message.msg_iov = const_cast<iovec*>(pieces);
  message.msg_iovlen = count;
  return ::sendmsg(socket_, &message, MSG_NOSIGNAL | MSG_DONTWAIT);
}

ssize_t Transport::SendEncrypted(const iovec* pieces, std::size_t count) {
  if (count == 1 || pieces[0].iov_len >= kRecord) {
    return tls_->Send(pieces[0].iov_base, pieces[0].iov_len);
  }
  std::array<char, kRecord> record;
  std::size_t size = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t taken = std::min(pieces[i].iov_len, record.size() - size);
    std::memcpy(record.data() + size, pieces[i].iov_base, taken);
    size += taken;
  }
  return tls_->Send(record.data(), size);
}

short Transport::wanted_events() const { return tls_ ? tls_->wanted_events() : wanted_events_; }

void Transport::Finish() {
  if (tls_) tls_->Finish();
}

}  // namespace tancua::http

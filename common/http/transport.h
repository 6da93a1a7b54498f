#pragma once

#include <sys/types.h>
#include <sys/uio.h>

#include <cstddef>
#include <memory>
#include <optional>
#include <string>

#include "common/tls/stream.h"

namespace tancua::http {

// The bytes of one connection over a non-blocking socket, in the clear or through TLS. One
// thread at a time.
class Transport {
 public:
  // `material` null: in the clear. `socket` stays the caller's.
  Transport(int socket, std::shared_ptr<const tls::Material> material);

  [[nodiscard]] bool encrypted() const { return tls_.has_value(); }
  // Before anything else when encrypted: 1 when done, else -1 with errno.
  [[nodiscard]] int Handshake();
  // As recv and send: bytes, 0 at the end, or -1 with errno. After EAGAIN the socket must become
  // ready for wanted_events() first.
  [[nodiscard]] ssize_t Receive(void* data, std::size_t size);
  [[nodiscard]] ssize_t Send(const iovec* pieces, std::size_t count);
  // POLLIN or POLLOUT; of the last call, which was a Receive or a Send.
  [[nodiscard]] short wanted_events() const;
  // Nothing more follows.
  void Finish();

  [[nodiscard]] int socket() const { return socket_; }
  // Of the caller's certificate (RFC 8705); "" when it showed none.
  [[nodiscard]] const std::string& peer_thumbprint() const { return peer_thumbprint_; }

 private:
  [[nodiscard]] ssize_t SendEncrypted(const iovec* pieces, std::size_t count);

  const int socket_;
  std::optional<tls::Stream> tls_;
  std::string peer_thumbprint_;
  short wanted_events_ = 0;
};

}  // namespace tancua::http

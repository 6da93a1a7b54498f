#pragma once

#include <sys/types.h>

#include <cstddef>
#include <memory>
#include <string>

#include "common/tls/certificate.h"
#include "common/tls/credentials.h"

namespace tancua::tls {

// The server's side of one encrypted connection over a non-blocking socket, which stays the
// caller's. One thread at a time. The process ignores SIGPIPE.
class Stream {
 public:
  Stream(std::shared_ptr<const Material> material, int socket);

  // As the system's calls: 1 when done, else -1 with errno.
  [[nodiscard]] int Handshake();
  // As recv and send: bytes, 0 at the end, or -1 with errno. After EAGAIN the socket must become
  // ready for wanted_events() first, which need not be what the call suggests.
  [[nodiscard]] ssize_t Receive(void* data, std::size_t size);
  [[nodiscard]] ssize_t Send(const void* data, std::size_t size);
  // POLLIN or POLLOUT.
  [[nodiscard]] short wanted_events() const { return wanted_events_; }
  // Tells the other end that nothing more follows. Not after an error.
  void Finish();

  // RFC 8705 thumbprint of the certificate that the caller showed; "" when none.
  [[nodiscard]] std::string PeerThumbprint() const;

 private:
  // The result of an OpenSSL call as the system's calls would give it.
  [[nodiscard]] ssize_t Result(int result);

  const std::shared_ptr<const Material> material_;
  const Owned<SSL> ssl_;
  short wanted_events_;
};

}  // namespace tancua::tls

#pragma once

#include <atomic>
#include <chrono>
#include <memory>

#include "boost/asio/ip/tcp.hpp"
#include "common/http/handler_pool.h"
#include "common/http/incoming_request.h"
#include "common/http/response_writer.h"
#include "common/http/server.h"
#include "common/http/transport.h"

namespace tancua::http {

class Connection;

// What connections need of their server.
struct ServerContext {
  const ServerConfig& config;
  const Handler& handler;
  std::string_view common_fields;  // of every answer, as header lines
  HandlerPool& pool;
  std::atomic<bool>& turning_away;
  std::atomic<bool>& draining;
};

// Keeps the connections of one I/O thread.
class ConnectionOwner {
 public:
  virtual ~ConnectionOwner() = default;
  // In the owner's I/O thread.
  virtual void Forget(Connection& connection) = 0;
};

// One connection: read a request (I/O thread) → run the handler (pool thread) → answer
// (pool thread; the I/O thread when the socket does not take it at once) → next request.
// At any time exactly one of the two threads works on it.
class Connection final : public HandlerPool::Task, public std::enable_shared_from_this<Connection> {
 public:
  Connection(ServerContext context, ConnectionOwner& owner, boost::asio::ip::tcp::socket socket);

  // The functions below are called in the I/O thread.
  void Start();
  // Answers `status` without a handler, then closes.
  void Refuse(int status);
  // Ends the connection if what it waits for is overdue, or if it is idle and `close_idle`.
  void Check(std::chrono::steady_clock::time_point now, bool close_idle);
  // Ends it whatever it does; its handler, if one runs, sees the caller gone.
  void Abort();

  // In a pool thread: runs the handler and answers.
  void Run() override;

 private:
  // kBusy: a pool thread has it.
  enum class State { kIdle, kReading, kBusy, kWriting, kLingering };

  void Await(State state, absl::Duration timeout);
  void Handshake();
  // Calls `then` when the socket is ready for what the transport wants next.
  void AwaitTransport(void (Connection::*then)());
  void Read();
  void ReadEncrypted();
  void OnRead(boost::system::error_code error, std::size_t bytes);
  // Goes on with what has arrived. False: the request is complete or refused, and no longer this
  // thread's.
  [[nodiscard]] bool NeedsMoreAfter(std::size_t bytes);
  [[nodiscard]] bool NeedsMore();
  void Advance();
  void Answer(Response response, bool head_only);
  void SendMore();
  void OnSent();
  void NextRequest();
  void Linger();
  void Discard();
  void Close();
  [[nodiscard]] Response RefusalResponse(int status) const;

  const ServerContext context_;
  ConnectionOwner& owner_;
  boost::asio::ip::tcp::socket socket_;
  const int descriptor_;
  Transport transport_;
  IncomingRequest request_;
  ResponseWriter writer_;
  bool keep_alive_ = true;
  std::atomic<State> state_ = State::kReading;
  std::atomic<std::chrono::steady_clock::duration::rep> deadline_ = 0;
};

}  // namespace tancua::http

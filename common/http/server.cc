#include "common/http/server.h"

#include <pthread.h>

#include <atomic>
#include <cerrno>
#include <thread>
#include <unordered_map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "boost/asio/executor_work_guard.hpp"
#include "boost/asio/io_context.hpp"
#include "boost/asio/ip/tcp.hpp"
#include "boost/asio/post.hpp"
#include "boost/asio/steady_timer.hpp"
#include "common/http/connection.h"
#include "common/status/macros.h"

namespace tancua::http {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

constexpr auto kCheckInterval = std::chrono::seconds(1);
constexpr auto kAcceptPause = std::chrono::milliseconds(100);
// Beyond max_connections, this many more may wait for their 503.
constexpr int kRefusable = 128;

// Counts open connections; Drain waits for none.
class ConnectionCount {
 public:
  int Add(int by) {
    absl::MutexLock lock(&mutex_);
    return count_ += by;
  }
  // True when there are none before `deadline`.
  bool AwaitNone(absl::Time deadline) {
    absl::MutexLock lock(&mutex_);
    return mutex_.AwaitWithDeadline(absl::Condition(
                                        +[](int* count) { return *count == 0; }, &count_),
                                    deadline);
  }

 private:
  absl::Mutex mutex_;
  int count_ ABSL_GUARDED_BY(mutex_) = 0;
};

// One I/O thread with its connections.
class IoLoop final : public ConnectionOwner {
 public:
  IoLoop(ServerContext context, ConnectionCount& count)
      : context_(context), count_(count), timer_(io_), work_(io_.get_executor()) {}

  asio::io_context& io() { return io_; }

  void Run() {
    CheckLater();
    thread_ = std::thread([this] {
      pthread_setname_np(pthread_self(), "http-io");
      io_.run();
    });
  }

  // In this loop's thread.
  void Add(tcp::socket socket) {
    const int open = count_.Add(1);
    if (open > context_.config.max_connections + kRefusable) {
      count_.Add(-1);
      return;  // closes it
    }
    const bool refused = open > context_.config.max_connections;
    // To refuse through TLS would cost a handshake, which is most of the work.
    if (refused && context_.config.tls != nullptr) {
      count_.Add(-1);
      return;
    }
    auto connection = std::make_shared<Connection>(context_, *this, std::move(socket));
    connections_.emplace(connection.get(), connection);
    refused ? connection->Refuse(503) : connection->Start();
  }

  void Forget(Connection& connection) override {
    if (connections_.erase(&connection) > 0) count_.Add(-1);
  }

  void CloseIdle() {
    asio::post(io_, [this] { CheckAll(); });
  }

  void AbortAll() {
    asio::post(io_, [this] {
      for (auto& [key, connection] : connections_) connection->Abort();
    });
  }

  void Stop() {
    io_.stop();
    if (thread_.joinable()) thread_.join();
  }

 private:
  void CheckLater() {
    timer_.expires_after(kCheckInterval);
    timer_.async_wait([this](error_code error) {
      if (error) return;
      CheckAll();
      CheckLater();
    });
  }

  void CheckAll() {
    const auto now = std::chrono::steady_clock::now();
    for (auto& [key, connection] : connections_) connection->Check(now, context_.draining);
  }

  const ServerContext context_;
  ConnectionCount& count_;
  asio::io_context io_{1};
  asio::steady_timer timer_;
  asio::executor_work_guard<asio::io_context::executor_type> work_;
  std::unordered_map<Connection*, std::shared_ptr<Connection>> connections_;
  std::thread thread_;
};

class BeastServer final : public Server {
 public:
  BeastServer(ServerConfig config, Handler handler)
      : config_(std::move(config)),
        handler_(std::move(handler)),
        common_fields_(FormatFields(config_.headers)),
        pool_(std::make_unique<HandlerPool>(config_.handler_threads)) {
    const ServerContext context{config_, handler_,      common_fields_,
                                *pool_,  turning_away_, draining_};
    for (int i = 0; i < std::max(1, config_.io_threads); ++i) {
      loops_.push_back(std::make_unique<IoLoop>(context, count_));
    }
    acceptor_.emplace(loops_.front()->io());
    pause_.emplace(loops_.front()->io());
  }

  ~BeastServer() override {
    Drain(absl::InfinitePast());
    pool_.reset();  // joins: a handler that still runs finds its caller gone
    for (auto& loop : loops_) loop->Stop();
    // Sockets and timers go before the loop that they belong to.
    pause_.reset();
    acceptor_.reset();
  }

  absl::Status Listen() {
    error_code error;
    const auto address = asio::ip::make_address(config_.address, error);
    if (error) return absl::InvalidArgumentError(absl::StrCat("no address: ", config_.address));
    const tcp::endpoint endpoint(address, static_cast<std::uint16_t>(config_.port));
    acceptor_->open(endpoint.protocol(), error);
    if (!error) acceptor_->set_option(tcp::acceptor::reuse_address(true), error);
    if (!error) acceptor_->bind(endpoint, error);
    if (!error) acceptor_->listen(asio::socket_base::max_listen_connections, error);
    if (error == asio::error::address_in_use) {
      return absl::UnavailableError(absl::StrCat("port ", config_.port, " is already in use"));
    }
    if (error) {
      return absl::UnavailableError(absl::StrCat("cannot listen on ", config_.address, ":",
                                                 config_.port, ": ", error.message()));
    }
    port_ = acceptor_->local_endpoint().port();
    Accept();
    for (auto& loop : loops_) loop->Run();
    return absl::OkStatus();
  }

  int port() const override { return port_; }

  void TurnAway() override { turning_away_ = true; }

  void Drain(absl::Time deadline) override {
    TurnAway();
    draining_ = true;
    asio::post(loops_.front()->io(), [this] {
      error_code ignored;
      acceptor_->close(ignored);
    });
    for (auto& loop : loops_) loop->CloseIdle();
    if (count_.AwaitNone(deadline)) return;
    for (auto& loop : loops_) loop->AbortAll();
  }

 private:
  void Accept() {
    IoLoop& loop = *loops_[next_++ % loops_.size()];
    acceptor_->async_accept(loop.io(), [this, &loop](error_code error, tcp::socket socket) {
      if (!acceptor_->is_open()) return;
      if (error) return AcceptLater();
      asio::post(loop.io(),
                 [&loop, moved = std::move(socket)]() mutable { loop.Add(std::move(moved)); });
      Accept();
    });
  }

  // Out of file descriptors: some will come free.
  void AcceptLater() {
    pause_->expires_after(kAcceptPause);
    pause_->async_wait([this](error_code error) {
      if (!error) Accept();
    });
  }

  const ServerConfig config_;
  const Handler handler_;
  const std::string common_fields_;
  std::atomic<bool> turning_away_ = false;
  std::atomic<bool> draining_ = false;
  ConnectionCount count_;
  std::unique_ptr<HandlerPool> pool_;
  std::vector<std::unique_ptr<IoLoop>> loops_;
  std::optional<tcp::acceptor> acceptor_;
  std::optional<asio::steady_timer> pause_;
  std::size_t next_ = 0;
  int port_ = 0;
};

}  // namespace

absl::StatusOr<std::string> Request::ReadAll(std::size_t limit) {
  std::string all;
  while (true) {
    ASSIGN_OR_RETURN(std::string piece, ReadSome());
    if (piece.empty()) return all;
    if (all.size() + piece.size() > limit) {
      return absl::ResourceExhaustedError("the body exceeds the limit");
    }
    all.empty() ? all.swap(piece) : static_cast<void>(all.append(piece));
  }
}

absl::StatusOr<std::unique_ptr<Server>> Server::Start(ServerConfig config, Handler handler) {
  auto server = std::make_unique<BeastServer>(std::move(config), std::move(handler));
  RETURN_IF_ERROR(server->Listen());
  return server;
}

}  // namespace tancua::http

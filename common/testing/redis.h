#pragma once

#include <sys/types.h>

#include <string>

#include "common/redis/client.h"

namespace tancua::testing {

// A real redis-server of one test, on a Unix socket in a folder of its own. It keeps nothing on
// disk: Stop is the loss of everything. It dies with the test, whatever way that ends.
class RedisServer {
 public:
  RedisServer();  // started and answering
  ~RedisServer();
  RedisServer(const RedisServer&) = delete;
  RedisServer& operator=(const RedisServer&) = delete;

  // The path of the socket, as redis::Config::address.
  [[nodiscard]] const std::string& Address() const { return address_; }
  [[nodiscard]] redis::Config Config() const;
  void Stop();
  void Start();
  void Flush();  // FLUSHALL

 private:
  std::string folder_;
  std::string address_;
  pid_t pid_ = 0;
};

// A real Sentinel that believes the master "tancua" to be at `host`:`port`, and gives it up after
// half a second.
class RedisSentinel {
 public:
  RedisSentinel(const std::string& host, int port);
  ~RedisSentinel();
  RedisSentinel(const RedisSentinel&) = delete;
  RedisSentinel& operator=(const RedisSentinel&) = delete;

  [[nodiscard]] const std::string& Address() const { return address_; }

 private:
  std::string folder_;
  std::string address_;
  pid_t pid_ = 0;
};

// A master and its replica, and a real Sentinel that makes the one the other when it dies.
class RedisGroup {
 public:
  // Started on free ports of this machine, and the replica follows.
  RedisGroup(int master_port, int replica_port);
  ~RedisGroup();
  RedisGroup(const RedisGroup&) = delete;
  RedisGroup& operator=(const RedisGroup&) = delete;

  // As an element of redis::Config::sentinels.
  [[nodiscard]] const std::string& Sentinel() const { return sentinel_.Address(); }
  // Returns when the Sentinel names the replica.
  void KillMaster();

 private:
  std::string folder_;
  int replica_port_;
  pid_t master_ = 0;
  pid_t replica_ = 0;
  RedisSentinel sentinel_;
};

}  // namespace tancua::testing

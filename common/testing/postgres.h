#pragma once

#include <sys/types.h>

#include <string>
#include <vector>

namespace tancua::testing {

// A real PostgreSQL server for tests. With TANCUA_TEST_POSTGRES (libpq keywords of a
// superuser) it is the one named there; otherwise a cluster of its own on a Unix socket
// in a temporary folder, which dies with the test, whatever way that ends.
class PostgresServer {
 public:
  // kOwn: a cluster of its own also then, to be stopped and started.
  enum class Use { kShared, kOwn };
  explicit PostgresServer(Use use = Use::kShared);  // started and answering
  ~PostgresServer();
  PostgresServer(const PostgresServer&) = delete;
  PostgresServer& operator=(const PostgresServer&) = delete;

  // A sql::DatabaseConfig::url with a schema that nobody used before.
  [[nodiscard]] std::string Url();
  // The same server as libpq keywords.
  [[nodiscard]] const std::string& Words() const { return words_; }
  void Stop();  // breaks every connection; of an own cluster only
  // To be called on a thread that outlives the server: the kernel kills it with that.
  void Start();
  void Restart() {
    Stop();
    Start();
  }

 private:
  [[nodiscard]] bool IsOwn() const { return !folder_.empty(); }
  void CreateCluster();

  std::string folder_;  // of our own cluster; empty when the environment names a server
  std::string words_;   // libpq keywords
  pid_t pid_ = 0;
  std::vector<std::string> schemas_;
};

}  // namespace tancua::testing

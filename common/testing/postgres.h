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
  PostgresServer();  // started and answering
  ~PostgresServer();
  PostgresServer(const PostgresServer&) = delete;
  PostgresServer& operator=(const PostgresServer&) = delete;

  // A sql::DatabaseConfig::url with a schema that nobody used before.
  [[nodiscard]] std::string Url();
  // The same server as libpq keywords.
  [[nodiscard]] const std::string& Words() const { return words_; }
  // False when the server is not ours to stop.
  [[nodiscard]] bool CanRestart() const { return !folder_.empty(); }
  void Stop();  // breaks every connection
  // To be called on a thread that outlives the server: the kernel kills it with that.
  void Start();
  void Restart() {
    Stop();
    Start();
  }

 private:
  void CreateCluster();

  std::string folder_;  // of our own cluster; empty when the environment names a server
  std::string words_;   // libpq keywords
  pid_t pid_ = 0;
  std::vector<std::string> schemas_;
};

}  // namespace tancua::testing

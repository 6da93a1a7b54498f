#include "common/testing/redis.h"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>

#include "absl/time/clock.h"
#include "absl/time/time.h"

namespace tancua::testing {
namespace {

[[noreturn]] void Fail(const std::string& why) {
  std::fprintf(stderr, "RedisServer: %s\n", why.c_str());
  std::abort();
}

// In the child: become the server. Only calls that are safe after fork.
[[noreturn]] void Become(const char* folder, const char* socket, pid_t parent) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != parent) _exit(1);  // it died before the line above
  const int null = open("/dev/null", O_RDWR);
  dup2(null, STDOUT_FILENO);
  execlp("redis-server", "redis-server", "--port", "0", "--unixsocket", socket, "--save", "",
         "--appendonly", "no", "--dir", folder, "--loglevel", "warning",
         static_cast<char*>(nullptr));
  _exit(127);
}

}  // namespace

RedisServer::RedisServer() {
  std::string pattern = std::filesystem::temp_directory_path() / "tancua-redis-XXXXXX";
  if (mkdtemp(pattern.data()) == nullptr) Fail("no temporary folder");
  folder_ = pattern;
  address_ = folder_ + "/redis.sock";
  Start();
}

RedisServer::~RedisServer() {
  Stop();
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

redis::Config RedisServer::Config() const {
  redis::Config config;
  config.address = address_;
  return config;
}

void RedisServer::Start() {
  if (pid_ != 0) return;
  const pid_t parent = getpid();
  pid_ = fork();
  if (pid_ < 0) Fail("fork failed");
  if (pid_ == 0) Become(folder_.c_str(), address_.c_str(), parent);
  for (int attempt = 0; attempt < 5000; ++attempt) {
    redis::Client client(Config());
    if (client.Run({"PING"}).ok()) return;
    if (waitpid(pid_, nullptr, WNOHANG) == pid_) Fail("redis-server did not start");
    absl::SleepFor(absl::Milliseconds(2));
  }
  Fail("redis-server does not answer");
}

void RedisServer::Stop() {
  if (pid_ == 0) return;
  kill(pid_, SIGKILL);
  waitpid(pid_, nullptr, 0);
  pid_ = 0;
}

void RedisServer::Flush() {
  redis::Client client(Config());
  if (!client.Run({"FLUSHALL"}).ok()) Fail("FLUSHALL failed");
}

}  // namespace tancua::testing

#include "common/testing/redis.h"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <system_error>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"

namespace tancua::testing {
namespace {

[[noreturn]] void Fail(const std::string& why) {
  std::fprintf(stderr, "RedisServer: %s\n", why.c_str());
  std::abort();
}

// Starts redis-server with `words`, to die with this process.
pid_t Spawn(const std::vector<std::string>& words) {
  std::vector<char*> arguments;
  arguments.reserve(words.size() + 1);
  for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  const pid_t parent = getpid();
  const pid_t pid = fork();
  if (pid < 0) Fail("fork failed");
  if (pid > 0) return pid;
  // In the child: only calls that are safe after fork.
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != parent) _exit(1);  // it died before the line above
  dup2(open("/dev/null", O_RDWR), STDOUT_FILENO);
  execvp("redis-server", arguments.data());
  _exit(127);
}

void WaitUntilItAnswers(const std::string& address, pid_t pid) {
  redis::Config config;
  config.address = address;
  for (int attempt = 0; attempt < 5000; ++attempt) {
    if (redis::Client(config).Run({"PING"}).ok()) return;
    if (waitpid(pid, nullptr, WNOHANG) == pid) Fail("redis-server did not start");
    absl::SleepFor(absl::Milliseconds(2));
  }
  Fail("redis-server does not answer");
}

void Kill(pid_t& pid) {
  if (pid == 0) return;
  kill(pid, SIGKILL);
  waitpid(pid, nullptr, 0);
  pid = 0;
}

std::string NewFolder() {
  std::string pattern = std::filesystem::temp_directory_path() / "tancua-redis-XXXXXX";
  if (mkdtemp(pattern.data()) == nullptr) Fail("no temporary folder");
  return pattern;
}

// A server of a group: on a port, because a Sentinel knows no sockets of others.
pid_t SpawnOn(const std::string& folder, int port, const std::vector<std::string>& more) {
  const std::string text = std::to_string(port);
  std::vector<std::string> words = {"redis-server", "--bind",     "127.0.0.1", "--port",
                                    text,           "--save",     "",          "--dir",
                                    folder,         "--loglevel", "warning"};
  words.insert(words.end(), more.begin(), more.end());
  const pid_t pid = Spawn(words);
  WaitUntilItAnswers(absl::StrCat("127.0.0.1:", port), pid);
  return pid;
}

void AwaitTrue(const std::function<bool()>& holds) {
  for (int attempt = 0; attempt < 6000; ++attempt) {
    if (holds()) return;
    absl::SleepFor(absl::Milliseconds(10));
  }
  Fail("the Sentinel does not say what it should");
}

redis::Reply Ask(const std::string& sentinel, const std::string& what) {
  redis::Config config;
  config.address = sentinel;
  return redis::Client(config).Run({"SENTINEL", what, "tancua"}).value_or(redis::Reply());
}

// Whether the Sentinel knows a replica that could take over.
bool SynchronisedReplica(const std::string& sentinel) {
  const redis::Reply replicas = Ask(sentinel, "REPLICAS");
  if (replicas.elements.empty()) return false;
  const auto& fields = replicas.elements[0].elements;
  for (std::size_t i = 0; i + 1 < fields.size(); i += 2) {
    if (fields[i].text == "master-link-status") return fields[i + 1].text == "ok";
  }
  return false;
}

std::string MasterPort(const std::string& sentinel) {
  const redis::Reply reply = Ask(sentinel, "GET-MASTER-ADDR-BY-NAME");
  return reply.elements.size() == 2 ? reply.elements[1].text : "";
}

void RemoveFolder(const std::string& folder) {
  std::error_code ignored;
  std::filesystem::remove_all(folder, ignored);
}

}  // namespace

RedisServer::RedisServer() : folder_(NewFolder()), address_(folder_ + "/redis.sock") { Start(); }

RedisServer::~RedisServer() {
  Stop();
  RemoveFolder(folder_);
}

redis::Config RedisServer::Config() const {
  redis::Config config;
  config.address = address_;
  return config;
}

void RedisServer::Start() {
  if (pid_ != 0) return;
  pid_ = Spawn({"redis-server", "--port", "0", "--unixsocket", address_, "--save", "",
                "--appendonly", "no", "--dir", folder_, "--loglevel", "warning"});
  WaitUntilItAnswers(address_, pid_);
}

void RedisServer::Stop() { Kill(pid_); }

void RedisServer::Flush() {
  redis::Client client(Config());
  if (!client.Run({"FLUSHALL"}).ok()) Fail("FLUSHALL failed");
}

RedisSentinel::RedisSentinel(const std::string& host, int port)
    : folder_(NewFolder()), address_(folder_ + "/sentinel.sock") {
  const std::string configuration = folder_ + "/sentinel.conf";
  std::ofstream(configuration) << "port 0\nunixsocket " << address_ << "\ndir " << folder_
                               << "\nsentinel monitor tancua " << host << " " << port << " 1\n"
                               << "sentinel down-after-milliseconds tancua 500\n"
                               << "sentinel failover-timeout tancua 3000\n";
  pid_ = Spawn({"redis-server", configuration, "--sentinel"});
  WaitUntilItAnswers(address_, pid_);
}

RedisSentinel::~RedisSentinel() {
  Kill(pid_);
  RemoveFolder(folder_);
}

RedisGroup::RedisGroup(int master_port, int replica_port)
    : folder_(NewFolder()),
      replica_port_(replica_port),
      master_(SpawnOn(folder_, master_port, {})),
      replica_(
          SpawnOn(folder_, replica_port, {"--replicaof", absl::StrCat("127.0.0.1 ", master_port)})),
      sentinel_("127.0.0.1", master_port) {
  AwaitTrue([&] { return SynchronisedReplica(Sentinel()); });
}

RedisGroup::~RedisGroup() {
  Kill(replica_);
  Kill(master_);
  RemoveFolder(folder_);
}

void RedisGroup::KillMaster() {
  Kill(master_);
  AwaitTrue([&] { return MasterPort(Sentinel()) == std::to_string(replica_port_); });
}

}  // namespace tancua::testing

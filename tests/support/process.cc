#include "tests/support/process.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"

namespace tancua::testing {
namespace {

constexpr absl::Duration kLook = absl::Milliseconds(20);

// The child: logs to `log_path`, dies with its parent, becomes the executable.
[[noreturn]] void Become(const ServiceProcess::Options& options, const std::string& log_path) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  const int log = open(log_path.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  dup2(log, STDOUT_FILENO);
  dup2(log, STDERR_FILENO);
  for (const auto& [key, value] : options.environment) setenv(key.c_str(), value.c_str(), 1);
  std::vector<char*> words{const_cast<char*>(options.executable.c_str())};
  words.reserve(options.arguments.size() + 2);
  for (const std::string& word : options.arguments)
    words.push_back(const_cast<char*>(word.c_str()));
  words.push_back(nullptr);
  const std::string path = absl::StrCat(TANCUA_BIN_DIR, "/", options.executable);
  execv(path.c_str(), words.data());
  execvp(options.executable.c_str(), words.data());
  _exit(127);
}

// Below the ports that the kernel gives to outgoing connections, which may take any of theirs
// between the choice and the start of a listener.
constexpr int kFirstPort = 20000;
constexpr std::uint32_t kPorts = 12000;

// False when another test that runs holds `port`. The name is held until this process ends.
bool Reserve(int port) {
  sockaddr_un name{};
  name.sun_family = AF_UNIX;
  const std::string text = absl::StrCat("tancua-test-port-", port);  // after a NUL: no file
  text.copy(name.sun_path + 1, sizeof(name.sun_path) - 1);
  const int holder = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (bind(holder, reinterpret_cast<sockaddr*>(&name), sizeof(name)) == 0) return true;
  close(holder);
  return false;
}

bool IsFree(int port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  const int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const bool free = bind(listener, reinterpret_cast<sockaddr*>(&address), sizeof(address)) == 0;
  close(listener);
  return free;
}

}  // namespace

std::string ServiceProcess::LogPath() const {
  return absl::StrCat(options_.folder, "/",
                      options_.name.empty() ? options_.executable : options_.name, ".", starts_,
                      ".log");
}

void ServiceProcess::Start() {
  ++starts_;
  const std::string log_path = LogPath();
  pid_ = fork();
  if (pid_ == 0) Become(options_, log_path);
}

absl::Status ServiceProcess::AwaitReady(absl::Duration timeout) {
  const absl::Time deadline = absl::Now() + timeout;
  while (Log().find("\"event\":\"process.ready\"") == std::string::npos) {
    const bool ended = waitpid(pid_, nullptr, WNOHANG) == pid_;
    if (ended) pid_ = -1;
    if (ended || absl::Now() >= deadline) {
      return absl::DeadlineExceededError(
          absl::StrCat(options_.executable, " is not ready; its log: ", Log()));
    }
    absl::SleepFor(kLook);
  }
  return absl::OkStatus();
}

void ServiceProcess::Kill() {
  if (pid_ <= 0) return;
  kill(pid_, SIGKILL);
  waitpid(pid_, nullptr, 0);
  pid_ = -1;
}

int ServiceProcess::Terminate(absl::Duration timeout) {
  if (pid_ <= 0) return -1;
  kill(pid_, SIGTERM);
  const absl::Time deadline = absl::Now() + timeout;
  int state = 0;
  while (waitpid(pid_, &state, WNOHANG) != pid_) {
    if (absl::Now() >= deadline) {
      Kill();
      return -1;
    }
    absl::SleepFor(kLook);
  }
  pid_ = -1;
  return WIFEXITED(state) ? WEXITSTATUS(state) : -1;
}

std::string ServiceProcess::Log() const {
  std::ifstream in(LogPath());
  return {std::istreambuf_iterator<char>(in), {}};
}

TemporaryFolder::TemporaryFolder() {
  std::string pattern = (std::filesystem::temp_directory_path() / "tancua-XXXXXX").string();
  path_ = mkdtemp(pattern.data());
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

int FreePort() {
  static std::uint32_t next = static_cast<std::uint32_t>(getpid());
  for (std::uint32_t tries = 0; tries < kPorts; ++tries) {
    const int port = kFirstPort + static_cast<int>(next++ % kPorts);
    if (Reserve(port) && IsFree(port)) return port;
  }
  std::fputs("no port is free for a test\n", stderr);
  std::abort();
}

}  // namespace tancua::testing

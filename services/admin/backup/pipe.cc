#include "services/admin/backup/pipe.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstring>
#include <utility>

#include "absl/cleanup/cleanup.h"
#include "absl/strings/str_cat.h"

namespace tancua::admin::backup {
namespace {

class File {
 public:
  explicit File(int fd = -1) : fd_(fd) {}
  File(File&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  File& operator=(File&& other) noexcept {
    std::swap(fd_, other.fd_);
    return *this;
  }
  ~File() {
    if (fd_ >= 0) close(fd_);
  }
  [[nodiscard]] int fd() const { return fd_; }

 private:
  int fd_;
};

pid_t Spawn(const Words& program, int in, int out) {
  std::vector<char*> argv;
  for (const std::string& word : program) argv.push_back(const_cast<char*>(word.c_str()));
  argv.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  const absl::Cleanup destroy = [&] { posix_spawn_file_actions_destroy(&actions); };
  posix_spawn_file_actions_adddup2(&actions, in, STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, out, STDOUT_FILENO);
  pid_t pid = -1;
  const int error = posix_spawnp(&pid, argv[0], &actions, nullptr, argv.data(), environ);
  errno = error;
  return error == 0 ? pid : -1;
}

// What it said itself is on standard error already. ABORTED when whom it wrote to was gone: then
// that one failed.
absl::Status Await(pid_t pid, const Words& program) {
  int state = 0;
  while (waitpid(pid, &state, 0) < 0 && errno == EINTR) {
  }
  if (WIFEXITED(state) && WEXITSTATUS(state) == 0) return absl::OkStatus();
  const bool nobody_reads = WIFSIGNALED(state) && WTERMSIG(state) == SIGPIPE;
  const auto code = nobody_reads ? absl::StatusCode::kAborted : absl::StatusCode::kInternal;
  return absl::Status(code, absl::StrCat(program.front(), " failed"));
}

absl::Status CannotOpen(const std::string& path) {
  return absl::FailedPreconditionError(
      absl::StrCat("cannot open ", path, ": ", std::strerror(errno)));
}

absl::Status Chain(const std::vector<Words>& programs, File in, const File& out) {
  std::vector<pid_t> pids;
  absl::Status status;
  for (std::size_t i = 0; i < programs.size() && status.ok(); ++i) {
    int ends[2] = {-1, -1};
    const bool last = i + 1 == programs.size();
    if (!last && pipe2(ends, O_CLOEXEC) != 0) return CannotOpen("a pipe");
    const File next_in(ends[0]);
    const File next_out(ends[1]);
    const pid_t pid = Spawn(programs[i], in.fd(), last ? out.fd() : next_out.fd());
    if (pid < 0) {
      status = absl::FailedPreconditionError(
          absl::StrCat("cannot run ", programs[i].front(), ": ", std::strerror(errno)));
    } else {
      pids.push_back(pid);
    }
    in = File(last ? -1 : dup(next_in.fd()));
    if (!last) fcntl(in.fd(), F_SETFD, FD_CLOEXEC);
  }
  in = File();  // so that whoever writes to a program that is gone does not wait for ever
  for (std::size_t i = 0; i < pids.size(); ++i) {
    const absl::Status ended = Await(pids[i], programs[i]);
    if (status.ok() || (absl::IsAborted(status) && !ended.ok())) status = ended;
  }
  return status;
}

}  // namespace

absl::Status RunPipe(const std::vector<Words>& programs, const std::string& input,
                     const std::string& output) {
  File in(open(input.empty() ? "/dev/null" : input.c_str(), O_RDONLY | O_CLOEXEC));
  if (in.fd() < 0) return CannotOpen(input);
  const File out(output.empty()
                     ? dup(STDOUT_FILENO)
                     : open(output.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
  if (out.fd() < 0) return CannotOpen(output);
  absl::Status status = Chain(programs, std::move(in), out);
  if (status.ok() && !output.empty() && fsync(out.fd()) != 0) {
    status = absl::UnavailableError(absl::StrCat("cannot write ", output));
  }
  if (!status.ok() && !output.empty()) unlink(output.c_str());
  return status;
}

}  // namespace tancua::admin::backup

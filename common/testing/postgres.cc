#include "common/testing/postgres.h"

#include <fcntl.h>
#include <libpq-fe.h>
#include <pwd.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <initializer_list>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"

namespace tancua::testing {
namespace {

constexpr char kPrograms[] = "/usr/lib/postgresql/15/bin/";

[[noreturn]] void Fail(const std::string& why) {
  std::fprintf(stderr, "PostgresServer: %s\n", why.c_str());
  std::abort();
}

// PostgreSQL refuses to run as root; it then runs as the user of its package.
const passwd* ServerUser() {
  if (geteuid() != 0) return nullptr;
  const passwd* user = getpwnam("postgres");
  if (user == nullptr) Fail("there is no user postgres; install postgresql-15");
  return user;
}

// In the child: become the program. The signal on the parent's death is asked for after
// the change of user, which would clear it.
[[noreturn]] void Become(const passwd* user, const std::vector<char*>& arguments, pid_t parent) {
  if (user != nullptr && (setgid(user->pw_gid) != 0 || setuid(user->pw_uid) != 0)) _exit(126);
  prctl(PR_SET_PDEATHSIG, SIGQUIT);
  if (getppid() != parent || chdir("/") != 0) _exit(126);
  const int null = open("/dev/null", O_RDWR);
  dup2(null, STDOUT_FILENO);
  dup2(null, STDERR_FILENO);
  execv(arguments[0], arguments.data());
  _exit(127);
}

pid_t Spawn(const char* program, std::initializer_list<std::string> words) {
  std::vector<std::string> texts = {absl::StrCat(kPrograms, program)};
  texts.insert(texts.end(), words);
  std::vector<char*> arguments;
  arguments.reserve(texts.size() + 1);
  for (std::string& text : texts) arguments.push_back(text.data());
  arguments.push_back(nullptr);
  const passwd* user = ServerUser();
  const pid_t parent = getpid();
  const pid_t pid = fork();
  if (pid < 0) Fail("fork failed");
  if (pid == 0) Become(user, arguments, parent);
  return pid;
}

void RunSql(const std::string& words, const std::string& sql) {
  PGconn* connection = PQconnectdb(words.c_str());
  PQclear(PQexec(connection, sql.c_str()));
  PQfinish(connection);
}

}  // namespace

PostgresServer::PostgresServer(Use use) {
  const char* given = use == Use::kShared ? std::getenv("TANCUA_TEST_POSTGRES") : nullptr;
  if (given != nullptr) {
    words_ = given;
    if (PQping(given) != PQPING_OK) Fail("the server of TANCUA_TEST_POSTGRES does not answer");
    return;
  }
  CreateCluster();
  Start();
}

PostgresServer::~PostgresServer() {
  if (IsOwn()) {
    Stop();
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
    return;
  }
  for (const std::string& schema : schemas_) {
    RunSql(words_, absl::StrCat("SET client_min_messages = warning; DROP SCHEMA IF EXISTS ", schema,
                                " CASCADE"));
  }
}

std::string PostgresServer::Url() {
  // Several of these may stand for the same server of the environment, and process ids come back.
  static std::atomic<int> made = 0;
  schemas_.push_back(
      absl::StrCat("test_", absl::ToUnixMicros(absl::Now()), "_", getpid(), "_", made++));
  return absl::StrCat("postgresql:", words_, " schema=", schemas_.back());
}

void PostgresServer::CreateCluster() {
  std::string pattern = std::filesystem::temp_directory_path() / "tancua-postgres-XXXXXX";
  if (mkdtemp(pattern.data()) == nullptr) Fail("no temporary folder");
  folder_ = pattern;
  words_ = absl::StrCat("host=", folder_, " user=postgres dbname=postgres");
  const passwd* user = ServerUser();
  if (user != nullptr && chown(folder_.c_str(), user->pw_uid, user->pw_gid) != 0) {
    Fail("cannot give the folder to the user postgres");
  }
  const pid_t initdb = Spawn("initdb", {"-D", folder_ + "/data", "-U", "postgres", "--auth=trust",
                                        "--encoding=UTF8", "--locale=C", "--no-sync"});
  int status = 0;
  if (waitpid(initdb, &status, 0) != initdb || status != 0) Fail("initdb failed");
}

void PostgresServer::Start() {
  if (pid_ != 0 || !IsOwn()) return;
  // What is written need not outlive the machine, only the server.
  pid_ = Spawn("postgres", {"-D", folder_ + "/data", "-k", folder_, "-h", "", "-c", "fsync=off",
                            "-c", "full_page_writes=off"});
  for (int attempt = 0; attempt < 10000; ++attempt) {
    if (PQping(words_.c_str()) == PQPING_OK) return;
    if (waitpid(pid_, nullptr, WNOHANG) == pid_) Fail("postgres did not start");
    absl::SleepFor(absl::Milliseconds(2));
  }
  Fail("postgres does not answer");
}

void PostgresServer::Stop() {
  if (pid_ == 0) return;
  kill(pid_, SIGINT);  // "fast": breaks connections, writes everything out
  waitpid(pid_, nullptr, 0);
  pid_ = 0;
}

}  // namespace tancua::testing

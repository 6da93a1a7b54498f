#include "tests/restore/drill.h"

#include <sys/wait.h>

#include <array>
#include <cstdio>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"

namespace tancua::testing {

Result RunProgram(const std::vector<std::string>& words, const Environment& environment) {
  std::string command = "env";
  for (const auto& [key, value] : environment)
    absl::StrAppend(&command, " '", key, "=", value, "'");
  for (const std::string& word : words) absl::StrAppend(&command, " '", word, "'");
  FILE* pipe = popen((command + " 2>&1").c_str(), "r");
  Result result;
  std::array<char, 4096> piece{};
  while (const std::size_t size = fread(piece.data(), 1, piece.size(), pipe)) {
    result.output.append(piece.data(), size);
  }
  result.exit_code = WEXITSTATUS(pclose(pipe));
  return result;
}

Filings::Filings(partner::Client& client, std::string ward)
    : client_(client),
      ward_(std::move(ward)),
      token_(client.SignIn("vneid", "p01").access_token),
      procedure_(client.Get("/v1/procedures/1.014027").body),
      thread_([this] { Work(); }) {}

void Filings::Work() {
  while (!stop_) {
    const auto application = partner::OnlineApplication(
        procedure_, "wards/" + ward_, partner::UploadPapers(client_, procedure_, token_));
    const partner::Answer filed = client_.Post("/v1/dossiers", application, token_);
    if (!filed.ok()) continue;
    std::lock_guard lock(mutex_);
    acknowledged_.push_back({.name = filed.Text("name"), .secret = filed.Text("lookupSecret")});
  }
}

std::vector<Filings::Filed> Filings::Acknowledged() {
  std::lock_guard lock(mutex_);
  return acknowledged_;
}

void Filings::Await(std::size_t count) {
  while (Acknowledged().size() < count) absl::SleepFor(absl::Milliseconds(5));
}

void Filings::Stop() {
  stop_ = true;
  if (thread_.joinable()) thread_.join();
}

}  // namespace tancua::testing

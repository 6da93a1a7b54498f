// The keys rotate while dossiers come in: nothing is refused, and afterwards everything is
// readable and can be looked up without the old key.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <map>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "common/crypto/keyring.h"
#include "common/http/client.h"
#include "common/testing/postgres.h"
#include "tests/partner/actions.h"
#include "tests/support/deployment.h"

namespace tancua {
namespace {

using nlohmann::json;
using partner::Answer;
using testing::Deployment;

constexpr char kWard[] = "26944";
constexpr absl::Duration kPatience = absl::Seconds(120);
// The services that keep sealed values of their own.
constexpr const char* kSealing[] = {"identity", "dossier", "notification", "survey"};

enum class Backend { kSqlite, kPostgres };

// What each process is told beside its own.
std::map<std::string, std::string> Environment(Backend backend) {
  std::map<std::string, std::string> environment{{"TANCUA_KEYS_INTERVAL", "200ms"}};
  if (backend == Backend::kSqlite) return environment;
  static auto* const server = new testing::PostgresServer();
  for (const char* service : {"IDENTITY", "DOSSIER", "NOTIFICATION", "SURVEY", "STATISTICS"}) {
    environment[absl::StrCat("TANCUA_", service, "_DATABASE_URL")] = server->Url();
  }
  return environment;
}

class RotationTest : public ::testing::TestWithParam<Backend> {
 protected:
  struct Filed {
    std::string name;
    std::string secret;
  };

  void SetUp() override {
    ASSERT_TRUE(deployment_.Start().ok()) << deployment_.Logs();
    client_ = std::make_unique<partner::Client>(deployment_.endpoints());
    citizen_ = client_->SignIn("vneid", "p01");
    staff_ = partner::SignInStaff(*client_, kWard);
    procedure_ = client_->Get("/v1/procedures/1.014027").body;
  }

  // Every answer must be a good one.
  void Expect(const std::string& what, const Answer& answer) {
    if (answer.ok()) return;
    std::lock_guard lock(mutex_);
    refused_.push_back(absl::StrCat(what, ": ", answer.status, " ", answer.body.dump()));
  }

  // Files, asks for a supplement, reads and looks up until it is told to stop.
  void Work() {
    while (!stop_) {
      const json application = partner::OnlineApplication(
          procedure_, absl::StrCat("wards/", kWard),
          partner::UploadPapers(*client_, procedure_, citizen_.access_token));
      const Answer filed = client_->Post("/v1/dossiers", application, citizen_.access_token);
      Expect("file", filed);
      if (!filed.ok()) continue;
      const Filed dossier{.name = filed.Text("name"), .secret = filed.Text("lookupSecret")};
      Expect("ask for a supplement", partner::Act(*client_, dossier.name, "requestSupplement",
                                                  staff_.clerk.access_token, "Thiếu ảnh."));
      Answer again;
      (void)client_->SignIn("vneid", "p02", &again);
      Expect("sign in", again);
      Filed first;
      {
        std::lock_guard lock(mutex_);
        filed_.push_back(dossier);
        first = filed_.front();
      }
      // The newest stands under the newest key, the first one under the oldest that there is.
      for (const Filed& one : {first, dossier}) {
        Expect("read", client_->Get("/v1/" + one.name, staff_.clerk.access_token));
        Expect("look up", LookUp(one));
      }
    }
  }

  Answer LookUp(const Filed& dossier) {
    const std::string code = dossier.name.substr(std::string("dossiers/").size());
    return client_->Post("/v1/dossiers:lookup", {{"code", code}, {"secret", dossier.secret}});
  }

  std::size_t Count() {
    std::lock_guard lock(mutex_);
    return filed_.size();
  }

  void AwaitMore(std::size_t count) {
    const std::size_t target = Count() + count;
    const absl::Time deadline = absl::Now() + kPatience;
    while (Count() < target && absl::Now() < deadline) absl::SleepFor(absl::Milliseconds(10));
    ASSERT_GE(Count(), target) << ::testing::PrintToString(refused_);
  }

  // What the process says under /keys.
  json Keys(const std::string& process) {
    const auto answer = http_.Send({.url = deployment_.admin_url(process) + "/keys"});
    return answer.ok() ? json::parse(answer->body, nullptr, false) : json();
  }

  template <class Condition>
  void Await(const std::string& process, const std::string& what, Condition condition) {
    const absl::Time deadline = absl::Now() + kPatience;
    json keys = Keys(process);
    while (!condition(keys) && absl::Now() < deadline) {
      absl::SleepFor(absl::Milliseconds(20));
      keys = Keys(process);
    }
    ASSERT_TRUE(condition(keys)) << process << ": " << what << ": " << keys.dump(2);
  }

  // As an operator changes a file: whole, or not at all.
  void WriteKeys(const std::string& name, const std::string& text) {
    const std::string path = absl::StrCat(deployment_.folder(), "/data/keys/", name);
    std::ofstream(path + ".new") << text;
    std::filesystem::rename(path + ".new", path);
  }
  std::string ReadKeys(const std::string& name) {
    std::ifstream in(absl::StrCat(deployment_.folder(), "/data/keys/", name));
    return {std::istreambuf_iterator<char>(in), {}};
  }

  Deployment deployment_{Deployment::Shape::kServices, Environment(GetParam())};
  std::unique_ptr<partner::Client> client_;
  http::Client http_;
  partner::Session citizen_;
  partner::Staff staff_;
  json procedure_;
  std::atomic<bool> stop_{false};
  std::mutex mutex_;
  std::vector<Filed> filed_;
  std::vector<std::string> refused_;
};

INSTANTIATE_TEST_SUITE_P(On, RotationTest, ::testing::Values(Backend::kSqlite, Backend::kPostgres),
                         [](const auto& info) {
                           return info.param == Backend::kSqlite ? "Sqlite" : "Postgres";
                         });

TEST_P(RotationTest, NothingIsRefusedAndNothingIsUnreadable) {
  const std::string old_field = ReadKeys("field_keys");
  const std::string old_event = ReadKeys("event_keys");
  const std::string new_field = crypto::Keyring::Generate("new1");
  const std::string new_event = crypto::Keyring::Generate("new1");
  const auto opens_only = [](const std::string& line) {
    return line.substr(0, line.size() - 1) + " opens-only\n";
  };
  std::vector<std::thread> threads;
  for (int i = 0; i < 3; ++i) threads.emplace_back([this] { Work(); });
  AwaitMore(20);

  // 1. Every process learns to open with the new keys before any of them seals with one.
  WriteKeys("field_keys", old_field + opens_only(new_field));
  WriteKeys("event_keys", old_event + opens_only(new_event));
  for (const auto& [name, process] : deployment_.processes()) {
    Await(name, "prepared", [](const json& keys) {
      return keys.is_object() && !keys["fieldKeys"]["prepared"].empty() &&
             !keys["eventKeys"]["prepared"].empty();
    });
  }
  // 2. The new keys seal, and the old rows follow.
  AwaitMore(5);
  WriteKeys("event_keys", old_event + new_event);
  WriteKeys("field_keys", old_field + new_field);
  for (const char* name : kSealing) {
    Await(name, "removable", [](const json& keys) {
      return keys.is_object() && keys["removable"] == json::array({"dev1"});
    });
  }
  // 3. The old key goes.
  AwaitMore(5);
  WriteKeys("field_keys", new_field);
  for (const auto& [name, process] : deployment_.processes()) {
    Await(name, "alone", [](const json& keys) {
      return keys.is_object() && keys["fieldKeys"]["opens"] == json::array({"new1"});
    });
  }
  AwaitMore(10);
  stop_ = true;
  for (auto& thread : threads) thread.join();
  EXPECT_THAT(refused_, ::testing::IsEmpty());

  // The messages about the last dossier came through, whatever keys their events had.
  const std::string last = filed_.back().name.substr(std::string("dossiers/").size());
  EXPECT_EQ(partner::AwaitMessages(*client_, last, 2, absl::Seconds(60)).size(), 2u);

  // 4. A restart, with the new key alone.
  for (const auto& [name, process] : deployment_.processes()) {
    EXPECT_EQ(process->Terminate(), 0) << name << process->Log();
    EXPECT_EQ(process->Log().find("rotation.unreadable"), std::string::npos) << name;
  }
  ASSERT_TRUE(deployment_.Start().ok()) << deployment_.Logs();
  staff_ = partner::SignInStaff(*client_, kWard);
  for (const Filed& dossier : filed_) {
    const Answer read = client_->Get("/v1/" + dossier.name, staff_.clerk.access_token);
    EXPECT_TRUE(read.ok()) << read.body;
    EXPECT_EQ(read.body["applicant"].value("displayName", ""), "Đỗ Ngọc Lan") << read.body;
    EXPECT_EQ(read.body["history"].back().value("note", ""), "Thiếu ảnh.") << read.body;
    EXPECT_TRUE(LookUp(dossier).ok()) << dossier.name;
  }
  // One person is still one citizen: found by the index of the number under the new key.
  Answer again;
  (void)client_->SignIn("vneid", "p01", &again);
  const Answer first = client_->Get("/v1/" + filed_[0].name, staff_.clerk.access_token);
  EXPECT_EQ(again.body["citizen"].value("name", ""), first.body["applicant"].value("citizen", ""));
  // And a key that is in use cannot be left out.
  EXPECT_EQ(deployment_.process("identity").Terminate(), 0);
  WriteKeys("field_keys", crypto::Keyring::Generate("other"));
  deployment_.process("identity").Start();
  EXPECT_FALSE(deployment_.process("identity").AwaitReady().ok());
  EXPECT_THAT(deployment_.process("identity").Log(),
              ::testing::HasSubstr("the field key new1 is not in the key file, but "));
}

}  // namespace
}  // namespace tancua

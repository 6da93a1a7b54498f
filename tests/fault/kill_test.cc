// Every service is killed in turn while dossiers come in, and Redis is emptied once. What was
// acknowledged must be there, once; every change must be notified, once; the figures must be true.
#include <gtest/gtest.h>

#include <atomic>
#include <map>
#include <set>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "common/calendar/calendar.h"
#include "tests/partner/actions.h"
#include "tests/support/deployment.h"

namespace tancua {
namespace {

using nlohmann::json;
using partner::Answer;
using testing::Deployment;

constexpr int kDossiers = 300;
constexpr char kWard[] = "26944";
constexpr const char* kVictims[] = {"dossier",    "notification", "gateway",
                                    "statistics", "identity",     "survey"};

// Outcomes that tell nothing about the effect: the caller repeats with the same request id.
bool Unknown(const Answer& answer) {
  return answer.status == 0 || answer.status >= 500 || answer.status == 429;
}

class KillTest : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(deployment_.Start().ok()) << deployment_.Logs();
    client_ = std::make_unique<partner::Client>(deployment_.endpoints());
    citizen_ = client_->SignIn("vneid", "p01");
    staff_ = partner::SignInStaff(*client_, kWard);
    procedure_ = client_->Get("/v1/procedures/1.014027").body;
  }

  template <class Call>
  Answer Insist(Call call) {
    Answer answer = call();
    for (int attempt = 0; Unknown(answer) && attempt < 600; ++attempt) {
      absl::SleepFor(absl::Milliseconds(100));
      answer = call();
    }
    return answer;
  }

  json Papers() {
    for (int attempt = 0; attempt < 600; ++attempt) {
      json papers = partner::UploadPapers(*client_, procedure_, citizen_.access_token);
      if (!papers.empty()) return papers;
      absl::SleepFor(absl::Milliseconds(100));
    }
    return json::array();
  }

  // Files and accepts dossiers until there are kDossiers.
  void Work() {
    while (begun_++ < kDossiers) {
      const json application =
          partner::OnlineApplication(procedure_, absl::StrCat("wards/", kWard), Papers());
      Answer filed =
          Insist([&] { return client_->Post("/v1/dossiers", application, citizen_.access_token); });
      ASSERT_TRUE(filed.ok()) << filed.body;
      const std::string path = absl::StrCat("/v1/", filed.Text("name"), ":accept");
      const json accept{{"requestId", partner::NewRequestId()}};
      Answer accepted =
          Insist([&] { return client_->Post(path, accept, staff_.clerk.access_token); });
      ASSERT_TRUE(accepted.ok()) << accepted.body;
      std::lock_guard lock(mutex_);
      acknowledged_.push_back(filed.Text("name"));
    }
  }

  int Acknowledged() {
    std::lock_guard lock(mutex_);
    return static_cast<int>(acknowledged_.size());
  }

  void AwaitAcknowledged(int count) {
    while (Acknowledged() < count) absl::SleepFor(absl::Milliseconds(10));
  }

  // Kills the victims one after the other, spread over the work; empties Redis in the middle.
  void Kill() {
    int killed = 0;
    for (const char* victim : kVictims) {
      AwaitAcknowledged(kDossiers * (killed + 1) / 8);
      deployment_.process(victim).Kill();
      if (killed++ == 3) deployment_.redis().Flush();
      ASSERT_TRUE(deployment_.Start().ok()) << deployment_.Logs();
    }
  }

  std::multiset<std::string> ListedDossiers() {
    std::multiset<std::string> names;
    std::string token;
    do {
      Answer page = client_->Get(absl::StrCat("/v1/dossiers?pageSize=200&pageToken=", token),
                                 staff_.clerk.access_token);
      EXPECT_TRUE(page.ok()) << page.body;
      for (const auto& dossier : page.body.value("dossiers", json::array())) {
        names.insert(dossier.value("name", ""));
      }
      token = page.Text("nextPageToken");
    } while (!token.empty());
    return names;
  }

  // Templates of the messages that went out about a dossier, as the service itself says.
  std::multiset<std::string> Notified(const std::string& name) {
    std::multiset<std::string> sent;
    Answer answer =
        client_->Get(absl::StrCat("/v1/", name, "/messages"), staff_.clerk.access_token);
    for (const auto& message : answer.body.value("messages", json::array())) {
      if (message.value("state", "") == "SENT") sent.insert(message.value("templateId", ""));
    }
    return sent;
  }

  json Figures() {
    const auto today = calendar::LocalDay(absl::Now());
    return client_
        ->Get(absl::StrCat("/v1/wards/", kWard, "/statistics?from=", calendar::FormatDay(today - 1),
                           "&to=", calendar::FormatDay(today)))
        .body;
  }

  Deployment deployment_{Deployment::Shape::kServices};
  std::unique_ptr<partner::Client> client_;
  partner::Session citizen_;
  partner::Staff staff_;
  json procedure_;
  std::atomic<int> begun_{0};
  std::mutex mutex_;
  std::vector<std::string> acknowledged_;
};

TEST_F(KillTest, NothingIsLostAndNothingHappensTwice) {
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) threads.emplace_back([this] { Work(); });
  Kill();
  for (auto& thread : threads) thread.join();

  // Each acknowledged dossier is there once, and no other.
  ASSERT_EQ(Acknowledged(), kDossiers);
  EXPECT_EQ(ListedDossiers(),
            std::multiset<std::string>(acknowledged_.begin(), acknowledged_.end()));

  // Both changes of each dossier were notified, once.
  const std::multiset<std::string> expected{"dossier_submitted", "dossier_received"};
  const absl::Time deadline = absl::Now() + absl::Seconds(120);
  for (const std::string& name : acknowledged_) {
    while (Notified(name) != expected && absl::Now() < deadline) {
      absl::SleepFor(absl::Milliseconds(100));
    }
    EXPECT_EQ(Notified(name), expected) << name;
  }

  // The figures agree with the truth.
  json figures = Figures();
  while (figures.value("received", "") != absl::StrCat(kDossiers) && absl::Now() < deadline) {
    absl::SleepFor(absl::Milliseconds(100));
    figures = Figures();
  }
  EXPECT_EQ(figures.value("received", ""), absl::StrCat(kDossiers)) << figures;
  EXPECT_EQ(figures["online"].value("numerator", ""), absl::StrCat(kDossiers)) << figures;
  for (const auto& state : figures["receivedByState"]) {
    const bool received = state.value("state", "") == "RECEIVED";
    EXPECT_EQ(state.value("count", ""), received ? absl::StrCat(kDossiers) : "0") << figures;
  }
}

}  // namespace
}  // namespace tancua

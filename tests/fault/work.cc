#include "tests/fault/work.h"

#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "common/calendar/calendar.h"

namespace tancua::fault {
namespace {

using nlohmann::json;
using partner::Answer;

constexpr int kPatience = 600;
constexpr absl::Duration kPause = absl::Milliseconds(100);

// Outcomes that tell nothing about the effect: the caller repeats with the same request id.
bool Unknown(const Answer& answer) {
  return answer.status == 0 || answer.status >= 500 || answer.status == 429;
}

}  // namespace

Work::Work(const partner::Endpoints& endpoints, std::string ward, int dossiers)
    : ward_(std::move(ward)),
      dossiers_(dossiers),
      client_(endpoints),
      citizen_(client_.SignIn("vneid", "p01")),
      staff_(partner::SignInStaff(client_, ward_)),
      procedure_(client_.Get("/v1/procedures/1.014027").body) {}

template <class Call>
Answer Work::Insist(Call call) {
  Answer answer = call();
  for (int attempt = 0; Unknown(answer) && attempt < kPatience; ++attempt) {
    ++repeated_;
    absl::SleepFor(kPause);
    answer = call();
  }
  return answer;
}

json Work::Papers() {
  for (int attempt = 0; attempt < kPatience; ++attempt) {
    json papers = partner::UploadPapers(client_, procedure_, citizen_.access_token);
    if (!papers.empty()) return papers;
    absl::SleepFor(kPause);
  }
  return json::array();
}

void Work::FileAndAccept() {
  const json application =
      partner::OnlineApplication(procedure_, absl::StrCat("wards/", ward_), Papers());
  const Answer filed =
      Insist([&] { return client_.Post("/v1/dossiers", application, citizen_.access_token); });
  ASSERT_TRUE(filed.ok()) << filed.body;
  const std::string path = absl::StrCat("/v1/", filed.Text("name"), ":accept");
  const json accept{{"requestId", partner::NewRequestId()}};
  const Answer accepted =
      Insist([&] { return client_.Post(path, accept, staff_.clerk.access_token); });
  ASSERT_TRUE(accepted.ok()) << accepted.body;
  std::lock_guard lock(mutex_);
  acknowledged_.push_back(filed.Text("name"));
}

void Work::Run() {
  while (begun_++ < dossiers_ && !::testing::Test::HasFailure()) FileAndAccept();
}

void Work::Start(int threads) {
  for (int i = 0; i < threads; ++i) threads_.emplace_back([this] { Run(); });
}

void Work::Join() {
  for (std::thread& thread : threads_) thread.join();
  threads_.clear();
}

int Work::Acknowledged() {
  std::lock_guard lock(mutex_);
  return static_cast<int>(acknowledged_.size());
}

void Work::AwaitAcknowledged(int count) {
  while (Acknowledged() < count && !::testing::Test::HasFailure()) {
    absl::SleepFor(absl::Milliseconds(10));
  }
}

std::multiset<std::string> Work::ListedDossiers() {
  std::multiset<std::string> names;
  std::string token;
  do {
    Answer page = client_.Get(absl::StrCat("/v1/dossiers?pageSize=200&pageToken=", token),
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
std::multiset<std::string> Work::Notified(const std::string& name) {
  std::multiset<std::string> sent;
  Answer answer = client_.Get(absl::StrCat("/v1/", name, "/messages"), staff_.clerk.access_token);
  for (const auto& message : answer.body.value("messages", json::array())) {
    if (message.value("state", "") == "SENT") sent.insert(message.value("templateId", ""));
  }
  return sent;
}

json Work::Figures() {
  const auto today = calendar::LocalDay(absl::Now());
  return client_
      .Get(absl::StrCat("/v1/wards/", ward_, "/statistics?from=", calendar::FormatDay(today - 1),
                        "&to=", calendar::FormatDay(today)))
      .body;
}

void Work::ExpectNotifiedOnce(absl::Time deadline) {
  const std::multiset<std::string> expected{"dossier_submitted", "dossier_received"};
  for (const std::string& name : acknowledged_) {
    while (Notified(name) != expected && absl::Now() < deadline) absl::SleepFor(kPause);
    EXPECT_EQ(Notified(name), expected) << name;
  }
}

void Work::ExpectTrueFigures(absl::Time deadline) {
  const std::string all = absl::StrCat(dossiers_);
  json figures = Figures();
  while (figures.value("received", "") != all && absl::Now() < deadline) {
    absl::SleepFor(kPause);
    figures = Figures();
  }
  EXPECT_EQ(figures.value("received", ""), all) << figures;
  EXPECT_EQ(figures["online"].value("numerator", ""), all) << figures;
  for (const auto& state : figures["receivedByState"]) {
    const bool received = state.value("state", "") == "RECEIVED";
    EXPECT_EQ(state.value("count", ""), received ? all : "0") << figures;
  }
}

void Work::ExpectNothingLostNothingTwice() {
  Join();
  ASSERT_EQ(Acknowledged(), dossiers_);
  EXPECT_EQ(ListedDossiers(),
            std::multiset<std::string>(acknowledged_.begin(), acknowledged_.end()));
  const absl::Time deadline = absl::Now() + absl::Seconds(120);
  ExpectNotifiedOnce(deadline);
  ExpectTrueFigures(deadline);
}

}  // namespace tancua::fault

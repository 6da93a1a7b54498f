#include "tests/demo/day.h"

#include <atomic>
#include <map>
#include <mutex>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/clock.h"
#include "common/calendar/calendar.h"
#include "tests/demo/console.h"
#include "tests/partner/actions.h"

namespace tancua::demo {
namespace {

using nlohmann::json;
using partner::Act;
using partner::Answer;

constexpr int kThreads = 4;
constexpr int kCitizens = 40;
constexpr const char* kProcedures[] = {"1.014027", "1.004873", "2.000635",
                                       "1.001193", "2.000815", "2.000884"};

// What becomes of the n-th dossier. Every 20 dossiers hold the mix of a real day.
struct Plot {
  bool at_counter;  // a clerk files it
  bool late;        // handed in weeks ago, recorded and finished only now
  bool supplement;  // something was missing
  bool refused;
  bool unfinished;  // still under way in the evening
  int score;        // 0: the citizen does not answer
};

Plot PlotOf(int n) {
  const int k = n % 20;
  return {.at_counter = k == 7 || k == 13,
          .late = n % 100 == 13,
          .supplement = k == 3,
          .refused = k == 9,
          .unfinished = k == 17,
          .score = k % 6 == 5    ? 0
                   : n % 50 == 4 ? 2
                   : k % 4 == 0  ? 4
                                 : 5};
}

class Day {
 public:
  Day(partner::Client& client, std::string ward, int dossiers)
      : client_(client), ward_(std::move(ward)), dossiers_(dossiers) {}

  bool Play() {
    if (!Prepare()) return false;
    Step(1, absl::StrCat("Một ngày của phường ", ward_, ": ", dossiers_, " hồ sơ"));
    const absl::Time begin = absl::Now();
    std::vector<std::thread> threads;
    threads.reserve(kThreads);
    for (int i = 0; i < kThreads; ++i) threads.emplace_back([this] { Work(); });
    for (auto& thread : threads) thread.join();
    Fact("thời gian",
         absl::FormatDuration(absl::Trunc(absl::Now() - begin, absl::Milliseconds(1))));
    for (const auto& [reason, count] : failures_) {
      Fact(absl::StrCat("KHÔNG THÀNH CÔNG, ", reason), std::to_string(count));
    }
    RateFinished();
    return PrintFigures() && failures_.empty();
  }

 private:
  bool Prepare() {
    for (const char* code : kProcedures) {
      Answer answer = client_.Get(absl::StrCat("/v1/procedures/", code));
      if (!answer.ok()) return Succeeded(absl::StrCat("GET /v1/procedures/", code), answer);
      procedures_.push_back(answer.body);
    }
    staff_ = partner::SignInStaff(client_, ward_);
    for (int i = 1; i <= std::min(kCitizens, dossiers_); ++i) {
      Answer answer;
      citizens_.push_back(client_.SignIn("vneid", absl::StrFormat("p%02d", i), &answer));
      if (!answer.ok()) return Succeeded("POST /v1/verifications", answer);
    }
    return true;
  }

  void Work() {
    for (int n = next_++; n < dossiers_; n = next_++) {
      Handle(n, PlotOf(n));
      std::lock_guard lock(mutex_);
      Progress(++done_, dossiers_);
    }
  }

  // True when `answer` is a success; counts it as a failure otherwise.
  bool Check(const Answer& answer) {
    if (answer.ok()) return true;
    std::lock_guard lock(mutex_);
    ++failures_[answer.status == 0 ? "không kết nối được" : answer.body.dump()];
    return false;
  }

  void Handle(int n, const Plot& plot) {
    const json& procedure = procedures_[n % procedures_.size()];
    const auto& citizen = citizens_[n % citizens_.size()];
    const std::string& filer = plot.at_counter ? staff_.clerk.access_token : citizen.access_token;
    json application = partner::OnlineApplication(procedure, "wards/" + ward_,
                                                  partner::UploadPapers(client_, procedure, filer));
    if (plot.at_counter) MoveToCounter(application, n, plot.late);
    Answer filed = client_.Post("/v1/dossiers", application, filer);
    if (!Check(filed)) return;
    const std::string name = filed.Text("name");
    if (plot.unfinished) return;
    if (plot.refused) {
      Check(Act(client_, name, "refuse", staff_.clerk.access_token, "Không thuộc đối tượng."));
      return;
    }
    if (plot.supplement && !Supplement(name, filer)) return;
    if (!plot.at_counter && !plot.supplement &&
        !Check(Act(client_, name, "accept", staff_.clerk.access_token))) {
      return;
    }
    if (Check(Act(client_, name, "submitForApproval", staff_.specialist.access_token)) &&
        Check(Act(client_, name, "approve", staff_.leader.access_token)) &&
        Check(Act(client_, name, "return", staff_.clerk.access_token)) && plot.score > 0) {
      std::lock_guard lock(mutex_);
      to_rate_.emplace_back(name, plot.score);
    }
  }

  void MoveToCounter(json& application, int n, bool late) {
    application["channel"] = n % 40 == 7 ? "NEIGHBOURHOOD_POINT" : "COUNTER";
    const CounterApplicant applicant = CounterApplicantOf(n);
    application["applicant"] = {{"displayName", applicant.name},
                                {"citizenNumber", applicant.number},
                                {"phone", applicant.phone}};
    if (late) {
      application["receiveTime"] = absl::FormatTime(
          "%Y-%m-%dT%H:%M:%SZ", absl::Now() - absl::Hours(24 * 40), absl::UTCTimeZone());
    }
  }

  bool Supplement(const std::string& name, const std::string& filer) {
    return Check(Act(client_, name, "requestSupplement", staff_.clerk.access_token,
                     "Bổ sung bản chụp rõ nét của tờ khai.")) &&
           Check(Act(client_, name, "supplement", filer));
  }

  // The citizens answer as the links reach them.
  void RateFinished() {
    Step(2, "Công dân đánh giá qua đường dẫn trong tin nhắn");
    int rated = 0;
    for (const auto& [name, score] : to_rate_) {
      const std::string code = name.substr(std::string("dossiers/").size());
      const std::string token = AwaitSurveyToken(code);
      if (token.empty()) {
        ++failures_["không thấy đường dẫn khảo sát"];
        continue;
      }
      const std::string path = absl::StrCat("/v1/surveys/", token);
      json answers = json::array();
      for (const auto& question : client_.Get(path).body.value("questions", json::array())) {
        answers.push_back({{"questionId", question["questionId"]}, {"score", score}});
      }
      if (Check(client_.Post(path + ":answer", {{"answers", answers}}))) ++rated;
      Progress(rated, static_cast<int>(to_rate_.size()));
    }
    rated_ = rated;
  }

  std::string AwaitSurveyToken(const std::string& code) {
    const absl::Time deadline = absl::Now() + absl::Seconds(20);
    while (absl::Now() < deadline) {
      for (const auto& message : partner::MessagesAbout(client_, code)) {
        std::string token = partner::SurveyTokenIn(message.text);
        if (!token.empty()) return token;
      }
      absl::SleepFor(absl::Milliseconds(50));
    }
    return "";
  }

  // Figures follow the events; waits until the answers are counted, or 20 s.
  bool PrintFigures() {
    Step(3, "Bảng số liệu của phường (60 ngày gần nhất)");
    const auto today = calendar::LocalDay(absl::Now());
    const std::string path =
        absl::StrCat("/v1/wards/", ward_, "/statistics?from=", calendar::FormatDay(today - 60),
                     "&to=", calendar::FormatDay(today));
    Answer figures = client_.Get(path);
    const auto counted = [&] {
      return std::stoll(figures.body["surveyResponse"].value("numerator", std::string("0")));
    };
    for (int attempt = 0; attempt < 200 && figures.ok() && counted() < rated_; ++attempt) {
      absl::SleepFor(absl::Milliseconds(100));
      figures = client_.Get(path);
    }
    if (!Succeeded("GET " + path, figures)) return false;
    PrintStatistics(figures.body);
    return true;
  }

  partner::Client& client_;
  const std::string ward_;
  const int dossiers_;
  std::vector<json> procedures_;
  std::vector<partner::Session> citizens_;
  partner::Staff staff_;
  std::atomic<int> next_{0};
  std::mutex mutex_;
  int done_ = 0;
  int rated_ = 0;
  std::map<std::string, int> failures_;
  std::vector<std::pair<std::string, int>> to_rate_;
};

}  // namespace

CounterApplicant CounterApplicantOf(int n) {
  return {.name = "Trần Thị Bưởi",
          .number = absl::StrFormat("079150%06d", 100000 + n),
          .phone = absl::StrFormat("09030%05d", 10000 + 2 * n)};
}

bool PlayDay(partner::Client& client, const std::string& ward_code, int dossiers) {
  return Day(client, ward_code, dossiers).Play();
}

}  // namespace tancua::demo

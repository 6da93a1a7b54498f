#include "tests/demo/journey.h"

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "common/calendar/calendar.h"
#include "tests/demo/console.h"
#include "tests/partner/actions.h"

namespace tancua::demo {
namespace {

using nlohmann::json;
using partner::Act;
using partner::Answer;

constexpr char kProcedure[] = "procedures/1.014027";
constexpr char kCitizen[] = "p01";             // has Zalo
constexpr char kCitizenWithoutZalo[] = "p02";  // reached by SMS

class Journey {
 public:
  Journey(partner::Client& client, std::string ward) : client_(client), ward_(std::move(ward)) {}

  bool Play() {
    return ReadCatalogue() && VerifyCitizen() && UploadPapers() && File() && Handle() &&
           SeeMessages() && LookUp() && AnswerSurvey() && SeeSms() && ReadFigures();
  }

 private:
  bool ReadCatalogue() {
    Step(1, "Đọc danh mục thủ tục");
    Answer list = client_.Get("/v1/procedures");
    if (!Succeeded("GET /v1/procedures", list)) return false;
    Fact("số thủ tục", std::to_string(list.body["procedures"].size()));
    Answer one = client_.Get(absl::StrCat("/v1/", kProcedure));
    if (!Succeeded(absl::StrCat("GET /v1/", kProcedure), one)) return false;
    procedure_ = one.body;
    Fact("thủ tục", procedure_.value("title", ""));
    Fact("thời hạn", procedure_["term"].value("title", ""));
    Fact("phí, lệ phí", procedure_["fee"].value("title", ""));
    for (const auto& paper : procedure_["papers"]) Fact("giấy tờ", paper.value("title", ""));
    for (const auto& basis : procedure_["legalBasis"]) Fact("căn cứ", basis.get<std::string>());
    return true;
  }

  bool VerifyCitizen() {
    Step(2, "Xác thực công dân bằng VNeID mức độ 2 (mô phỏng)");
    Answer answer;
    citizen_ = client_.SignIn("vneid", kCitizen, &answer);
    if (!Succeeded("POST /v1/verifications → đồng ý trên VNeID → :complete", answer)) return false;
    Fact("công dân", answer.body["citizen"].value("displayName", ""));
    Fact("mức độ định danh", answer.body["citizen"].value("level", 0) == 2 ? "2" : "?");
    return true;
  }

  bool UploadPapers() {
    Step(3, "Tải giấy tờ lên (PDF và JPEG thật)");
    Answer pdf = client_.Upload(partner::SamplePdf(), "application/pdf", citizen_.access_token);
    if (!Succeeded("POST /v1/attachments (PDF)", pdf)) return false;
    Answer jpeg = client_.Upload(partner::SampleJpeg(), "image/jpeg", citizen_.access_token);
    if (!Succeeded("POST /v1/attachments (JPEG)", jpeg)) return false;
    Fact("kiểu thật", absl::StrCat(pdf.Text("mimeType"), ", ", jpeg.Text("mimeType")));
    Answer fake = client_.Upload("MZ\x90 not a document", "application/pdf", citizen_.access_token);
    if (!Refused("POST /v1/attachments (.exe đổi tên .pdf)", fake, "ATTACHMENT_TYPE_REFUSED")) {
      return false;
    }
    const json files[] = {pdf.body["name"], jpeg.body["name"]};
    papers_ = json::array();
    for (const auto& paper : procedure_["papers"]) {
      if (papers_.size() == 2) break;
      papers_.push_back({{"paperId", paper["paperId"]}, {"attachment", files[papers_.size()]}});
    }
    return true;
  }

  bool File() {
    Step(4, "Nộp hồ sơ trợ cấp hưu trí xã hội");
    const json application = partner::OnlineApplication(procedure_, "wards/" + ward_, papers_);
    Answer filed = client_.Post("/v1/dossiers", application, citizen_.access_token);
    if (!Succeeded("POST /v1/dossiers", filed)) return false;
    name_ = filed.Text("name");
    secret_ = filed.Text("lookupSecret");
    Fact("mã hồ sơ", Code());
    Fact("trạng thái", filed.Text("stateTitle"));
    Fact("hẹn trả", filed.Text("dueExplanation"));
    Answer again = client_.Post("/v1/dossiers", application, citizen_.access_token);
    Fact("gửi lại cùng requestId", again.Text("name") == name_ ? "vẫn hồ sơ ấy" : "SAI");
    return again.ok() && again.Text("name") == name_;
  }

  bool Handle() {
    Step(5, "Cán bộ một cửa tiếp nhận, chuyên viên trình, lãnh đạo duyệt, trả kết quả");
    staff_ = partner::SignInStaff(client_, ward_);
    Answer wrong_role = Act(client_, name_, "approve", staff_.clerk.access_token);
    if (!Refused("POST :approve bởi cán bộ một cửa", wrong_role, "ROLE_MISSING")) return false;
    Answer wrong_state = Act(client_, name_, "return", staff_.clerk.access_token);
    if (!Refused("POST :return khi chưa duyệt", wrong_state, "DOSSIER_WRONG_STATE")) return false;
    return Move("accept", staff_.clerk) && Move("submitForApproval", staff_.specialist) &&
           Move("approve", staff_.leader) && Move("return", staff_.clerk);
  }

  bool Move(const std::string& verb, const partner::Session& officer) {
    Answer answer = Act(client_, name_, verb, officer.access_token);
    if (!Succeeded("POST :" + verb, answer)) return false;
    Fact("trạng thái", answer.Text("stateTitle"));
    return true;
  }

  bool SeeMessages() {
    Step(6, "Tin nhắn đến công dân (Zalo mô phỏng)");
    // Filed, accepted, submitted, approved, returned, and the survey.
    const auto messages = partner::AwaitMessages(client_, Code(), 6, absl::Seconds(20));
    for (const auto& message : messages) Fact(message.rung, message.text);
    for (const auto& message : messages) {
      const std::string token = partner::SurveyTokenIn(message.text);
      if (!token.empty()) survey_token_ = token;
    }
    if (messages.size() >= 6 && !survey_token_.empty()) return true;
    Fact("THIẾU TIN NHẮN", std::to_string(messages.size()));
    return false;
  }

  bool LookUp() {
    Step(7, "Tra cứu không cần đăng nhập, bằng mã hồ sơ và mã bí mật");
    Answer wrong = client_.Post("/v1/dossiers:lookup", {{"code", Code()}, {"secret", "AAAAAAAA"}});
    if (!Refused("POST /v1/dossiers:lookup (sai mã bí mật)", wrong, "DOSSIER_NOT_FOUND"))
      return false;
    Answer right = client_.Post("/v1/dossiers:lookup", {{"code", Code()}, {"secret", secret_}});
    if (!Succeeded("POST /v1/dossiers:lookup", right)) return false;
    Fact("trạng thái", right.Text("stateTitle"));
    return true;
  }

  bool AnswerSurvey() {
    Step(8, "Đánh giá qua đường dẫn trong tin nhắn cuối");
    const std::string path = absl::StrCat("/v1/surveys/", survey_token_);
    Answer survey = client_.Get(path);
    if (!Succeeded("GET /v1/surveys/{token}", survey)) return false;
    json answers = json::array();
    for (const auto& question : survey.body["questions"]) {
      Fact("câu hỏi", question.value("title", ""));
      answers.push_back({{"questionId", question["questionId"]}, {"score", 5}});
    }
    Answer first = client_.Post(path + ":answer", {{"answers", answers}, {"comment", "Rất nhanh"}});
    if (!Succeeded("POST /v1/surveys/{token}:answer", first)) return false;
    Answer second = client_.Post(path + ":answer", {{"answers", answers}});
    return Refused("POST :answer lần thứ hai", second, "SURVEY_ALREADY_ANSWERED");
  }

  bool SeeSms() {
    Step(9, "Công dân không dùng Zalo nhận tin nhắn SMS");
    Answer answer;
    const auto other = client_.SignIn("vneid", kCitizenWithoutZalo, &answer);
    if (!Succeeded("xác thực công dân thứ hai", answer)) return false;
    const json papers = partner::UploadPapers(client_, procedure_, other.access_token);
    Answer filed = client_.Post("/v1/dossiers",
                                partner::OnlineApplication(procedure_, "wards/" + ward_, papers),
                                other.access_token);
    if (!Succeeded("POST /v1/dossiers", filed)) return false;
    const std::string code = filed.Text("name").substr(std::string("dossiers/").size());
    const auto messages = partner::AwaitMessages(client_, code, 1, absl::Seconds(20));
    for (const auto& message : messages) Fact(message.rung, message.text);
    return !messages.empty() && messages[0].rung == "SMS";
  }

  bool ReadFigures() {
    Step(10, "Số liệu của phường, có cả hồ sơ vừa xong");
    const std::string today = calendar::FormatDay(calendar::LocalDay(absl::Now()));
    const std::string path =
        absl::StrCat("/v1/wards/", ward_, "/statistics?from=", today, "&to=", today);
    for (int attempt = 0;; ++attempt) {
      Answer figures = client_.Get(path);
      const auto& response = figures.body["surveyResponse"];
      const bool counted = figures.ok() && response.value("numerator", "0") != "0";
      if (!counted && figures.ok() && attempt < 100) {
        absl::SleepFor(absl::Milliseconds(100));
        continue;
      }
      if (!Succeeded("GET " + path, figures)) return false;
      PrintStatistics(figures.body);
      return counted;
    }
  }

  std::string Code() const { return name_.substr(std::string("dossiers/").size()); }

  partner::Client& client_;
  const std::string ward_;
  json procedure_;
  json papers_;
  partner::Session citizen_;
  partner::Staff staff_;
  std::string name_;
  std::string secret_;
  std::string survey_token_;
};

}  // namespace

bool PlayJourney(partner::Client& client, const std::string& ward_code) {
  return Journey(client, ward_code).Play();
}

}  // namespace tancua::demo

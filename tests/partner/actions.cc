#include "tests/partner/actions.h"

#include <fstream>
#include <iterator>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "common/http/server.h"

namespace tancua::partner {
namespace {

using nlohmann::json;

std::string ReadFile(const std::string& name) {
  std::ifstream in(absl::StrCat(TANCUA_SOURCE_DIR, "/tests/partner/data/", name), std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void Append(std::vector<Delivered>& out, const Answer& answer, const char* rung) {
  if (!answer.ok()) return;
  for (const auto& message : answer.body.value("messages", json::array())) {
    out.push_back({rung, message.value("text", "")});
  }
}

}  // namespace

std::string SamplePdf() { return ReadFile("application_form.pdf"); }
std::string SampleJpeg() { return ReadFile("identity_card.jpg"); }

json SampleForm(const json& procedure) {
  const auto schema = procedure.value("formSchema", json::object());
  const auto examples = schema.value("examples", json::array());
  return examples.empty() ? json::object() : examples[0];
}

json UploadPapers(Client& client, const json& procedure, std::string_view token) {
  json papers = json::array();
  for (const auto& paper : procedure.value("papers", json::array())) {
    if (!paper.value("required", false)) continue;
    const bool pdf = papers.size() % 2 == 0;
    Answer answer = client.Upload(pdf ? SamplePdf() : SampleJpeg(),
                                  pdf ? "application/pdf" : "image/jpeg", token);
    if (!answer.ok()) return json::array();
    papers.push_back({{"paperId", paper["paperId"]}, {"attachment", answer.body["name"]}});
  }
  return papers;
}

json OnlineApplication(const json& procedure, const std::string& ward, json papers) {
  return {{"requestId", NewRequestId()},
          {"procedure", procedure["name"]},
          {"ward", ward},
          {"channel", "ONLINE"},
          {"form", SampleForm(procedure)},
          {"papers", std::move(papers)}};
}

Answer Act(Client& client, const std::string& name, const std::string& verb, std::string_view token,
           const std::string& note) {
  json body{{"requestId", NewRequestId()}};
  if (!note.empty()) body["note"] = note;
  return client.Post(absl::StrCat("/v1/", name, ":", verb), body, token);
}

Staff SignInStaff(Client& client, const std::string& ward_code) {
  const auto sign_in = [&](const char* role) {
    return client.SignIn("staff", absl::StrCat(role, ".", ward_code));
  };
  return {sign_in("clerk"), sign_in("specialist"), sign_in("leader"), sign_in("admin")};
}

std::vector<Delivered> MessagesAbout(Client& client, const std::string& dossier_code) {
  std::vector<Delivered> messages;
  const std::string query = absl::StrCat("?text=", http::UrlEncode(dossier_code));
  Append(messages, client.Simulator("/zalo/messages" + query), "ZNS");
  Append(messages, client.Simulator("/sms/messages" + query), "SMS");
  return messages;
}

std::vector<Delivered> AwaitMessages(Client& client, const std::string& dossier_code,
                                     std::size_t count, absl::Duration timeout) {
  const absl::Time deadline = absl::Now() + timeout;
  while (true) {
    auto messages = MessagesAbout(client, dossier_code);
    if (messages.size() >= count || absl::Now() >= deadline) return messages;
    absl::SleepFor(absl::Milliseconds(100));
  }
}

std::string SurveyTokenIn(std::string_view text) {
  constexpr std::string_view kPath = "/s/";
  const auto at = text.find(kPath);
  if (at == std::string_view::npos) return "";
  std::size_t end = at + kPath.size();
  const auto is_token = [](char c) {
    return absl::ascii_isalnum(static_cast<unsigned char>(c)) || c == '-' || c == '_';
  };
  while (end < text.size() && is_token(text[end])) ++end;
  return std::string(text.substr(at + kPath.size(), end - at - kPath.size()));
}

}  // namespace tancua::partner

#include "tests/load/installation.h"

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "common/status/macros.h"
#include "common/status/view.h"
#include "google/protobuf/util/json_util.h"
#include "tests/partner/actions.h"

namespace tancua::load {
namespace {

// Its papers are optional: the electronic form is enough.
constexpr char kProcedure[] = "/v1/procedures/1.004873";
constexpr const char* kWards[] = {"wards/27442", "wards/26944", "wards/25942"};

std::map<std::string, std::string> WithoutProviders(std::map<std::string, std::string> more) {
  more["TANCUA_NOTIFICATION_ZNS_PROVIDER"] = "noop";
  more["TANCUA_NOTIFICATION_SMS_PROVIDER"] = "noop";
  return more;
}

// Name and processor time of a process or thread, from a stat file of proc(5).
std::pair<std::string, absl::Duration> ReadStat(const std::string& path) {
  std::ifstream in(path);
  const std::string stat{std::istreambuf_iterator<char>(in), {}};
  const auto open = stat.find('('), close = stat.rfind(')');
  if (close == std::string::npos) return {"ended", absl::ZeroDuration()};
  // Fields 14 and 15; the name in brackets is field 2.
  const std::vector<std::string> fields =
      absl::StrSplit(stat.substr(close + 2), ' ', absl::SkipWhitespace());
  const double ticks = std::stod(fields.at(11)) + std::stod(fields.at(12));
  return {stat.substr(open + 1, close - open - 1),
          absl::Seconds(ticks / static_cast<double>(sysconf(_SC_CLK_TCK)))};
}

}  // namespace

Installation::Installation(testing::Deployment::Shape shape,
                           std::map<std::string, std::string> environment)
    : deployment_(shape, WithoutProviders(std::move(environment))) {}

absl::Status Installation::Start() {
  RETURN_IF_ERROR(deployment_.Start());
  partner::Client client(deployment_.endpoints());
  partner::Answer answer;
  citizen_ = client.SignIn("vneid", "p01", &answer);
  if (!answer.ok()) return absl::UnknownError("the citizen cannot sign in: " + answer.body.dump());
  answer = client.Get(kProcedure);
  if (!answer.ok()) return absl::UnknownError("no procedure: " + answer.body.dump());
  for (const char* ward : kWards) {
    const auto& application = applications_.emplace_back(
        partner::OnlineApplication(answer.body, ward, nlohmann::json::array()));
    const auto parsed =
        google::protobuf::util::JsonStringToMessage(application.dump(), &requests_.emplace_back());
    if (!parsed.ok()) return absl::UnknownError(parsed.ToString());
  }
  return absl::OkStatus();
}

std::string Installation::FilingRequest(int n) const {
  dossier::v1::FileDossierRequest request = requests_[n % requests_.size()];
  request.set_request_id(partner::NewRequestId());
  return request.SerializeAsString();
}

std::string Installation::FilingScriptInput() const {
  const std::string path = deployment_.folder() + "/filing.txt";
  std::ofstream out(path);
  out << citizen_.access_token << "\n";
  for (nlohmann::json application : applications_) {
    application["requestId"] = "REQUEST_ID";
    out << application.dump() << "\n";
  }
  return path;
}

absl::StatusOr<double> Installation::Metric(const std::string& process, const std::string& name,
                                            const std::string& labels) {
  ASSIGN_OR_RETURN(const http::ClientResponse page,
                   http_.Send({.url = deployment_.admin_url(process) + "/metrics"}));
  double sum = 0;
  for (const absl::string_view line : absl::StrSplit(page.body, '\n')) {
    const std::string_view sample = StdView(line);
    const bool named =
        sample.starts_with(name) && sample.substr(name.size()).find_first_of("{ ") == 0;
    if (!named || sample.find(labels) == std::string_view::npos) continue;
    double value = 0;
    if (absl::SimpleAtod(View(sample.substr(sample.rfind(' ') + 1)), &value)) sum += value;
  }
  return sum;
}

Installation::CpuTimes Installation::CpuTimesOf(const std::string& process) {
  const std::string folder = absl::StrCat("/proc/", deployment_.process(process).pid());
  CpuTimes times;
  absl::Duration living;
  for (const auto& task : std::filesystem::directory_iterator(folder + "/task")) {
    const auto [name, time] = ReadStat(task.path().string() + "/stat");
    times[name] += time;
    living += time;
  }
  times["ended"] = ReadStat(folder + "/stat").second - living;
  return times;
}

}  // namespace tancua::load

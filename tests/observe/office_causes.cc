#include <filesystem>
#include <fstream>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/clock.h"
#include "common/status/macros.h"
#include "common/testing/certificates.h"
#include "tests/observe/causes.h"
#include "tests/partner/actions.h"

// What an office leaves undone, and what a year does.
namespace tancua::observe {
namespace {

using nlohmann::json;
using partner::Act;
using partner::Answer;

using Environment = std::map<std::string, std::string>;

constexpr char kWard[] = "wards/27442";

absl::Status Check(const Answer& answer) {
  return answer.ok() ? absl::OkStatus()
                     : absl::InternalError(absl::StrCat(answer.status, " ", answer.body.dump()));
}

std::string Ago(absl::Duration age) {
  return absl::FormatTime("%Y-%m-%dT%H:%M:%SZ", absl::Now() - age, absl::UTCTimeZone());
}

// A clerk records what was handed in on paper `age` ago; the dossier's name.
absl::StatusOr<std::string> RecordPaper(World& world, const std::string& clerk, int n,
                                        absl::Duration age) {
  partner::Client& client = world.client();
  const json procedure = client.Get("/v1/procedures/1.004873").body;
  json application =
      partner::OnlineApplication(procedure, kWard, partner::UploadPapers(client, procedure, clerk));
  application["channel"] = "COUNTER";
  application["receiveTime"] = Ago(age);
  application["applicant"] = {{"displayName", "Trần Thị Bưởi"},
                              {"citizenNumber", absl::StrFormat("079150%06d", 100000 + n)},
                              {"phone", absl::StrFormat("09030%05d", 10000 + n)}};
  const Answer filed = client.Post("/v1/dossiers", application, clerk);
  RETURN_IF_ERROR(Check(filed));
  return filed.Text("name");
}

constexpr absl::Duration kThreeWeeks = absl::Hours(24 * 21);

absl::Status LeaveUndone(World& world) {
  // The alert compares with what was before: there must be a before.
  RETURN_IF_ERROR(world.AwaitSeen("tancua_statistics_open_dossiers{term=\"overdue\"} == 0"));
  const std::string clerk = world.client().SignIn("staff", "clerk.27442").access_token;
  for (int n = 0; n < 6; ++n) {
    RETURN_IF_ERROR(RecordPaper(world, clerk, n, kThreeWeeks).status());
  }
  return absl::OkStatus();
}

absl::Status FinishLate(World& world) {
  partner::Client& client = world.client();
  const partner::Staff staff = partner::SignInStaff(client, "27442");
  for (int n = 0; n < 20; ++n) {
    ASSIGN_OR_RETURN(const std::string name,
                     RecordPaper(world, staff.clerk.access_token, n, kThreeWeeks));
    RETURN_IF_ERROR(Check(Act(client, name, "submitForApproval", staff.specialist.access_token)));
    RETURN_IF_ERROR(Check(Act(client, name, "approve", staff.leader.access_token)));
  }
  return absl::OkStatus();
}

// Port 9 (discard) of this machine: nobody listens there.
const Environment kNoProviders = {{"TANCUA_NOTIFICATION_ZNS_URL", "http://127.0.0.1:9/zns"},
                                  {"TANCUA_NOTIFICATION_ZNS_TOKEN_URL", "http://127.0.0.1:9/token"},
                                  {"TANCUA_NOTIFICATION_SMS_URL", "http://127.0.0.1:9/sms"}};

absl::Status ByDay(World&) {
  return absl::ToCivilHour(absl::Now(), absl::UTCTimeZone()).hour() < 14
             ? absl::OkStatus()
             : absl::UnavailableError(
                   "messages wait at night: try from 7 to 21 o'clock in Viet Nam");
}

absl::Status FileMany(World& world) {
  for (int n = 0; n < 15; ++n) world.FileDossier();
  return absl::OkStatus();
}

// Processes whose clock stands as the file `clock` says ("-10d"), by libfaketime.
Environment ByClock(const std::string& clock, Environment environment = {}) {
  environment["LD_PRELOAD"] = "/usr/$LIB/faketime/libfaketimeMT.so.1";
  environment["FAKETIME_TIMESTAMP_FILE"] = clock;
  environment["FAKETIME_DONT_FAKE_MONOTONIC"] = "1";
  return environment;
}

void SetClock(const std::string& clock, const std::string& offset) {
  std::ofstream(clock) << offset << '\n';
}

absl::Status ReturnToToday(World& world, const std::string& clock) {
  SetClock(clock, "+0");
  return world.Restart();
}

Cause MessagesWait(const std::string& folder) {
  const std::string clock = folder + "/messages.clock";
  return {.alert = "MessagesWait",
          .what = "neither Zalo nor eSMS can be reached, two hours after dossiers came in",
          .environment = ByClock(clock, kNoProviders),
          .prepare =
              [=](World& world) {
                SetClock(clock, "-2h");
                return ByDay(world);
              },
          .make =
              [=](World& world) {
                RETURN_IF_ERROR(world.AwaitSeen("sum(tancua_notification_queue_messages) > 0"));
                return ReturnToToday(world, clock);
              }};
}

absl::Status AskAboutData(World& world) {
  const std::string citizen = world.client().SignIn("vneid", "p09").access_token;
  return Check(world.client().Post("/v1/dataRequests",
                                   {{"requestId", partner::NewRequestId()},
                                    {"type", "DELETE"},
                                    {"ward", kWard},
                                    {"description", "Đề nghị xóa dữ liệu của tôi"}},
                                   citizen));
}

Cause DataRequestsOverdue(const std::string& folder) {
  const std::string clock = folder + "/requests.clock";
  return {.alert = "DataRequestsOverdue",
          .what = "nobody has answered a request to delete data in 40 days",
          .environment = ByClock(clock),
          .prepare =
              [=](World&) {
                SetClock(clock, "-40d");
                return absl::OkStatus();
              },
          .make =
              [=](World& world) {
                RETURN_IF_ERROR(AskAboutData(world));
                return ReturnToToday(world, clock);
              }};
}

absl::Status RecordBreach(World& world) {
  const std::string admin = world.client().SignIn("staff", "admin.27442").access_token;
  return Check(
      world.client().Post("/v1/breaches",
                          {{"requestId", partner::NewRequestId()},
                           {"discoverTime", Ago(absl::Hours(61))},
                           {"report", {{"description", "Mất một máy tính của bộ phận một cửa"}}}},
                          admin));
}

absl::Status LoseAnchors(World& world) {
  RETURN_IF_ERROR(world.ChangeDatabase("identity", "ALTER TABLE audit_anchors RENAME TO lost"));
  return world.Restart();
}

Cause SigningKeyOld(const std::string& folder) {
  const std::string keys = folder + "/signing-keys";
  std::filesystem::create_directories(keys);
  const absl::Time year_ago = absl::Now() - absl::Hours(24 * 366);
  testing::ReplaceFile(
      absl::StrCat(keys, "/", absl::FormatTime("%Y-%m-%dT%H%MZ", year_ago, absl::UTCTimeZone()),
                   ".pem"),
      testing::CertificateAuthority("Keys").Issue("key").private_key);
  return {.alert = "SigningKeyOld",
          .what = "the only key of access tokens is 366 days old",
          .environment = {{"TANCUA_IDENTITY_SIGNING_KEYS_DIR", keys}},
          .make = [](World&) { return absl::OkStatus(); },
          .hours_as_minutes = true};
}

}  // namespace

std::vector<Cause> OfficeCauses(const std::string& folder) {
  return {
      SigningKeyOld(folder),
      {.alert = "OnTimeBelowTarget",
       .what = "20 dossiers handed in on paper three weeks ago are finished now",
       .make = FinishLate,
       .hours_as_minutes = true},
      MessagesWait(folder),
      {.alert = "MessagesSilent",
       .what = "neither Zalo nor eSMS can be reached while 15 dossiers come in",
       .environment = kNoProviders,
       .prepare = ByDay,
       .make = FileMany},
      {.alert = "OverdueRising",
       .what = "six dossiers handed in on paper three weeks ago wait still",
       .make = LeaveUndone},
      {.alert = "AuditNotVerified",
       .what = "identity starts anew and cannot read the anchors of the audit log",
       .make = LoseAnchors},
      DataRequestsOverdue(folder),
      {.alert = "BreachNoticeDue",
       .what = "a breach discovered 61 hours ago is recorded",
       .make = RecordBreach},
  };
}

}  // namespace tancua::observe

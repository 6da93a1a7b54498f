#include "services/admin/trace/report.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

namespace tancua::trace_report {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

// As the services write them, in any order; one line with what kubectl puts before it.
constexpr char kLog[] = R"log(
{"time":"2026-11-25T09:00:00.500000Z","level":"info","event":"simulator.request","trace":"t1","span":"6","parent":"5","method":"POST","path":"/zalo/message/template","status":200}
[pod/notification-1] {"time":"2026-11-25T09:00:00.400000Z","level":"info","event":"event.handled","trace":"t1","span":"3","parent":"2","group":"notification","type":"tancua.dossier.v1.DossierChanged","id":"e1","outcome":"applied","dossier":"dossiers/H29.1-1"}
{"time":"2026-11-25T09:00:00.600000Z","level":"info","event":"notification.attempt","trace":"t1","span":"4","parent":"3","message":"e1","template":"dossier_submitted","provider":"zns","sent":true,"took_us":190000}
{"time":"2026-11-25T09:00:00.510000Z","level":"info","event":"http.call","trace":"t1","span":"5","parent":"4","method":"POST","host":"zalo","status":200,"took_us":90000}
{"time":"2026-11-25T09:00:00.030000Z","level":"info","event":"gateway.request","trace":"t1","span":"1","parent":"outside","method":"POST","route":"/v1/dossiers","status":200,"took_us":30000}
{"time":"2026-11-25T09:00:00.029000Z","level":"info","event":"rpc.call","trace":"t1","span":"2","parent":"1","method":"tancua.dossier.v1.DossierService/FileDossier","code":"OK","actor":"CITIZEN","took_us":20000}
not JSON
{"time":"2026-11-25T10:00:00.000000Z","level":"error","event":"rpc.failed","trace":"t2","span":"7","error_id":"x9","cause":"disk is full"}
{"time":"2026-11-25T10:00:00.000100Z","level":"info","event":"rpc.call","trace":"t2","span":"7","method":"tancua.dossier.v1.DossierService/GetDossier","code":"INTERNAL","reason":"INTERNAL","error_id":"x9","actor":"OFFICER","dossier":"dossiers/H29.1-1","took_us":100}
{"time":"2026-11-25T10:00:00.000000Z","level":"info","event":"process.ready"}
)log";

std::vector<Line> Lines() {
  std::vector<Line> lines;
  std::istringstream log(kLog);
  ReadLines(log, lines);
  return lines;
}

TEST(Report, ShowsTheWayOfARequestAsATreeInTheOrderOfTime) {
  EXPECT_EQ(*Report(Lines(), "t1"),
            "trace t1  2026-11-25 16:00:00.000 (+07)\n"
            "     +0.0 ms  gateway: POST /v1/dossiers 200, 30.0 ms\n"
            "     +9.0 ms    dossier: FileDossier OK CITIZEN, 20.0 ms\n"
            "   +400.0 ms      notification: event DossierChanged applied"
            "  dossier=dossiers/H29.1-1\n"
            "   +410.0 ms        notification: message dossier_submitted by zns sent, 190.0 ms\n"
            "   +420.0 ms          notification: calls POST zalo 200, 90.0 ms\n"
            "   +500.0 ms            simulator: POST /zalo/message/template 200\n");
}

TEST(Report, FindsAllTracesOfADossierTheOldestFirst) {
  const std::string all = *Report(Lines(), "H29.1-1");

  EXPECT_LT(all.find("trace t1"), all.find("trace t2"));
  EXPECT_EQ(*Report(Lines(), "dossiers/H29.1-1"), all);
}

TEST(Report, ShowsWhyByTheIdThatTheCallerWasGiven) {
  const std::string why = *Report(Lines(), "x9");

  EXPECT_THAT(why, HasSubstr("dossier: GetDossier INTERNAL OFFICER"));
  EXPECT_THAT(why, HasSubstr("! rpc.failed  cause=disk is full"));
  EXPECT_THAT(why, Not(HasSubstr("t1")));
}

TEST(Report, SaysThatNothingNamesAnId) {
  EXPECT_EQ(Report(Lines(), "H29").status().code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(Report(Lines(), "").status().code(), absl::StatusCode::kNotFound);
}

}  // namespace
}  // namespace tancua::trace_report

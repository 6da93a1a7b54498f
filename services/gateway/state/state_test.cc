#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/status/error.h"
#include "services/gateway/state/collector.h"
#include "services/gateway/state/metrics_text.h"
#include "services/gateway/state/page.h"
#include "tancua/statistics/v1/statistics_service.pb.h"

namespace tancua::gateway::state {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr char kMetrics[] = R"(# HELP tancua_events_lag_seconds How long.
# TYPE tancua_events_lag_seconds gauge
tancua_events_lag_seconds{group="survey",source="dossier",shard="0"} 0.5
tancua_events_lag_seconds{group="survey",source="dossier",shard="1"} 90
tancua_events_retry_events{group="survey",source="dossier",shard="0"} 2
tancua_events_retry_events{group="survey",source="dossier",shard="1"} 1
tancua_events_dead_letters{group="survey"} 3
tancua_events_outbox_backlog_events{service="dossier"} 7
tancua_events_outbox_lag_seconds{service="dossier"} 1.25
tancua_runtime_build_info{version="0.1.0"} 1
tancua_tls_certificate_expiry_timestamp_seconds{listener="admin"} 1800000000
)";

// Statistics as the gateway sees it.
class Statistics final : public rpc::Invoker {
 public:
  absl::Status Unary(const google::protobuf::MethodDescriptor&, const rpc::Metadata&, absl::Time,
                     const google::protobuf::Message& request,
                     google::protobuf::Message& response) override {
    asked = request.ShortDebugString();
    if (!error.ok()) return error;
    auto& said = static_cast<statistics::v1::WardStatistics&>(response);
    said.set_received(12);
    said.set_overdue(1);
    said.mutable_on_time()->set_numerator(7);
    said.mutable_on_time()->set_denominator(8);
    return absl::OkStatus();
  }
  absl::Status ClientStreaming(const google::protobuf::MethodDescriptor&, const rpc::Metadata&,
                               absl::Time, rpc::MessageReader&,
                               google::protobuf::Message&) override {
    return absl::UnimplementedError("not asked");
  }
  std::string asked;
  absl::Status error;
};

class StateTest : public ::testing::Test {
 protected:
  State Collect() {
    Collector collector(
        config_, {.clock = clock_,
                  .services = {"gateway", "dossier"},
                  .own_admin = [this](std::string_view path) { return admin_[std::string(path)]; },
                  .statistics = statistics_});
    return collector.Collect();
  }

  FakeClock clock_{absl::FromUnixSeconds(1'799'000'000)};
  StateConfig config_{.ward = "27442", .ca_file = {}};
  std::map<std::string, std::string> admin_{
      {"/readyz", R"({"ready":true,"checks":{"started":"ok","dossier.database":"ok"}})"},
      {"/metrics", kMetrics},
      {"/problems",
       R"([{"time":"2026-11-25T09:00:00Z","level":"error","event":"rpc.failed","trace":"t1",
            "span":"s","cause":"<script>alert(1)</script>"}])"}};
  Statistics statistics_;
};

TEST(ParseMetrics, ReadsNamesLabelsAndValues) {
  const auto samples =
      ParseMetrics("a 1\nb{x=\"q\\\"\\n\\\\\",y=\"\"} 2.5 1795\n# c 3\nd{x=\"}\n\ne");

  ASSERT_EQ(samples.size(), 2u);
  EXPECT_EQ(samples[0].value, 1);
  EXPECT_EQ(samples[1].Label("x"), "q\"\n\\");
  EXPECT_EQ(samples[1].value, 2.5);
}

TEST_F(StateTest, GathersWhatTheProcessesAndStatisticsSay) {
  const State state = Collect();

  ASSERT_EQ(state.processes.size(), 2u);
  EXPECT_TRUE(state.processes[0].ready);
  EXPECT_EQ(state.processes[0].version, "0.1.0");
  ASSERT_EQ(state.consumers.size(), 1u);
  EXPECT_EQ(state.consumers[0].lag_seconds, 90);
  EXPECT_EQ(state.consumers[0].retries, 3);
  EXPECT_EQ(state.outboxes[0].events, 7);
  EXPECT_EQ(state.certificates[0].expires, absl::FromUnixSeconds(1'800'000'000));
  EXPECT_EQ(statistics_.asked,
            "name: \"wards/27442/statistics\" from: \"2027-01-04\" to: \"2027-01-04\"");
  EXPECT_EQ(state.figures->on_time.numerator, 7);
}

TEST_F(StateTest, SaysWhatToLookAt) {
  config_.processes = {{"survey", "http://127.0.0.1:1"}};  // nobody listens there
  statistics_.error = status::Error(status::kUnavailable);

  EXPECT_THAT(Concerns(Collect()), ElementsAre("Dịch vụ survey không trả lời.",
                                               "survey xử lý chậm: sự kiện cũ nhất chờ 90 giây.",
                                               "survey có 3 sự kiện không xử lý được.",
                                               "Chứng thư admin của tiến trình này sắp hết hạn.",
                                               "Không đọc được số liệu hôm nay."));
}

TEST_F(StateTest, TellsTheServicesOfOneProcessApart) {
  admin_["/readyz"] =
      R"({"ready":false,"checks":{"started":"ok","dossier.database":"disk is full"}})";

  const State state = Collect();

  EXPECT_TRUE(state.processes[0].ready);
  EXPECT_FALSE(state.processes[1].ready);
  EXPECT_THAT(state.processes[1].wrong, ElementsAre(HasSubstr("disk is full")));
}

TEST_F(StateTest, IsWellWithoutAnythingToLookAt) {
  admin_["/metrics"] = "";

  const State state = Collect();

  EXPECT_THAT(Concerns(state), IsEmpty());
  EXPECT_THAT(RenderPage(state), HasSubstr("Mọi dịch vụ đang hoạt động bình thường."));
}

TEST_F(StateTest, ShowsSharesWithWhatTheyAreSharesOf) {
  const std::string page = RenderPage(Collect());

  EXPECT_THAT(page, HasSubstr("87,5% (7/8)"));
  EXPECT_THAT(page, HasSubstr("chưa có (0/0)"));  // satisfaction
  EXPECT_THAT(page, HasSubstr("<dt>Hồ sơ tiếp nhận</dt><dd>12</dd>"));
}

TEST_F(StateTest, EscapesWhatItShows) {
  const std::string page = RenderPage(Collect());

  EXPECT_THAT(page, Not(HasSubstr("<script")));
  EXPECT_THAT(page, HasSubstr("&lt;script&gt;"));
  EXPECT_THAT(page, HasSubstr("rpc.failed"));
}

}  // namespace
}  // namespace tancua::gateway::state

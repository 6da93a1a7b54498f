#include "services/gateway/route_table.h"

#include <deque>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace tancua::gateway {
namespace {

class RouteTableTest : public ::testing::Test {
 protected:
  void Add(const char* method, const char* path) {
    Binding& binding = bindings_.emplace_back();
    binding.http_method = method;
    auto parsed = RouteTemplate::Parse(path);
    ASSERT_TRUE(parsed.ok()) << parsed.status();
    binding.path = *parsed;
    ASSERT_TRUE(table_.Add(binding).ok());
  }
  std::string Find(const char* method, const char* path) {
    const auto match = table_.Find(method, path);
    if (match.binding != nullptr) return match.binding->path.text;
    return match.allowed.empty() ? "404" : "405 " + match.allowed;
  }

  std::deque<Binding> bindings_;
  RouteTable table_;
};

TEST_F(RouteTableTest, FindsTheBindingOfAPath) {
  Add("GET", "/v1/dossiers");
  Add("POST", "/v1/dossiers");
  Add("POST", "/v1/dossiers:lookup");
  Add("GET", "/v1/{name=dossiers/*}");
  Add("POST", "/v1/{name=dossiers/*}:accept");
  Add("GET", "/v1/{parent=dossiers/*}/messages");
  Add("GET", "/v1/{name=wards/*/statistics}");
  Add("GET", "/v1/{id}/rest/{tail=**}");

  struct Case {
    const char* method;
    const char* path;
    const char* found;
  };
  for (const Case& c : {
           Case{"GET", "/v1/dossiers", "/v1/dossiers"},
           Case{"HEAD", "/v1/dossiers", "/v1/dossiers"},
           Case{"POST", "/v1/dossiers:lookup", "/v1/dossiers:lookup"},
           Case{"GET", "/v1/dossiers:lookup", "405 POST"},
           Case{"POST", "/v1/dossiers:other", "404"},
           Case{"GET", "/v1/dossiers/H29.27442-261122-0001", "/v1/{name=dossiers/*}"},
           Case{"GET", "/v1/dossiers/a:b", "/v1/{name=dossiers/*}"},
           Case{"POST", "/v1/dossiers/a:accept", "/v1/{name=dossiers/*}:accept"},
           Case{"POST", "/v1/dossiers/a:b:accept", "/v1/{name=dossiers/*}:accept"},
           Case{"DELETE", "/v1/dossiers/a", "405 GET"},
           Case{"DELETE", "/v1/dossiers", "405 GET, POST"},
           Case{"GET", "/v1/dossiers/a/messages", "/v1/{parent=dossiers/*}/messages"},
           Case{"GET", "/v1/wards/27442/statistics", "/v1/{name=wards/*/statistics}"},
           Case{"GET", "/v1/x/rest/a/b/c", "/v1/{id}/rest/{tail=**}"},
           Case{"GET", "/v1/dossiers/", "404"},
           Case{"GET", "/v1/dossiers//messages", "404"},
           Case{"GET", "/v1/dossiers/a/messages/", "404"},
           Case{"GET", "/v1/DOSSIERS", "404"},
           Case{"GET", "/v1", "404"},
           Case{"GET", "", "404"},
           Case{"OPTIONS", "*", "404"},
       }) {
    EXPECT_EQ(Find(c.method, c.path), c.found) << c.method << " " << c.path;
  }
}

TEST_F(RouteTableTest, RefusesTwoBindingsOfOnePath) {
  Add("GET", "/v1/{name=dossiers/*}");
  Binding second = bindings_.front();
  second.http_method = "PUT";
  EXPECT_TRUE(table_.Add(second).ok());
  const auto* method = google::protobuf::DescriptorPool::generated_pool()->FindMethodByName(
      "tancua.dossier.v1.DossierService.GetDossier");
  bindings_.front().method = method;
  Binding third = bindings_.front();
  EXPECT_TRUE(absl::IsAlreadyExists(table_.Add(third)));
}

TEST(RouteTemplate, KnowsWhichSegmentsAVariableTakes) {
  const auto route = RouteTemplate::Parse("/v1/{a.b=wards/*/statistics}/{c}:do");
  ASSERT_TRUE(route.ok()) << route.status();
  EXPECT_THAT(route->segments, ::testing::ElementsAre("v1", "wards", "*", "statistics", "*"));
  ASSERT_EQ(route->variables.size(), 2u);
  EXPECT_EQ(route->variables[0].field, "a.b");
  EXPECT_EQ(route->variables[0].begin, 1u);
  EXPECT_EQ(route->variables[0].end, 4u);
  EXPECT_EQ(route->variables[1].begin, 4u);
  EXPECT_EQ(route->verb, "do");
}

TEST(RouteTemplate, RefusesWhatIsNoTemplate) {
  for (const char* text : {"", "v1", "/", "/v1/", "/v1/{", "/v1/{=a}", "/v1/{a", "/v1/{a={b}}",
                           "/v1/a*", "/v1/**/a", "/v1:", "/v1:a/b", "/v1/{a}x"}) {
    EXPECT_FALSE(RouteTemplate::Parse(text).ok()) << text;
  }
}

}  // namespace
}  // namespace tancua::gateway

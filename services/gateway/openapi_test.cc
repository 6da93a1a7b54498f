#include "services/gateway/openapi.h"

#include <set>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "nlohmann/json.hpp"
#include "services/gateway/api_files.h"
#include "services/gateway/binding.h"

namespace tancua::gateway {
namespace {

using Json = nlohmann::json;
using ::testing::HasSubstr;

class OpenApiTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    const auto set = ApiDescriptorSet();
    ASSERT_TRUE(set.ok()) << set.status();
    const auto files = LinkedFiles(*set);
    ASSERT_TRUE(files.ok()) << files.status();
    document_ = new Json(Json::parse(*OpenApi(*files, *set)));
    bindings_ = new std::vector<Binding>(*CollectBindings(*files));
  }
  static void Visit(const Json& json, const std::function<void(const Json&)>& visit) {
    visit(json);
    for (const auto& child : json) {
      if (child.is_structured()) Visit(child, visit);
    }
  }

  static inline const Json* document_ = nullptr;
  static inline const std::vector<Binding>* bindings_ = nullptr;
};

TEST_F(OpenApiTest, HasOneOperationForEveryBinding) {
  std::set<std::string> ids;
  for (const auto& [path, item] : (*document_)["paths"].items()) {
    for (const auto& [method, operation] : item.items()) {
      ids.insert(operation["operationId"]);
      EXPECT_FALSE(operation["summary"].get<std::string>().empty()) << path;
      EXPECT_TRUE(operation["responses"].contains("200")) << path;
      EXPECT_TRUE(operation["responses"].contains("default")) << path;
      EXPECT_TRUE(operation.contains("security")) << path;
    }
  }
  EXPECT_EQ(ids.size(), bindings_->size());
}

TEST_F(OpenApiTest, RefersOnlyToWhatItHolds) {
  Visit(*document_, [&](const Json& json) {
    if (!json.is_object() || !json.contains("$ref")) return;
    const std::string pointer = json["$ref"].get<std::string>().substr(1);
    EXPECT_TRUE(document_->contains(Json::json_pointer(pointer))) << pointer;
  });
}

TEST_F(OpenApiTest, DescribesOAuthInItsOwnForm) {
  const Json& token = (*document_)["paths"]["/oauth2/token"]["post"];
  const Json& form = token["requestBody"]["content"]["application/x-www-form-urlencoded"]["schema"];
  EXPECT_TRUE(form["properties"].contains("grant_type"));
  EXPECT_FALSE(form["properties"].contains("grantType"));
  EXPECT_EQ(token["responses"]["default"]["$ref"], "#/components/responses/OAuthError");
}

TEST_F(OpenApiTest, DeclaresEveryPathParameter) {
  for (const auto& [path, item] : (*document_)["paths"].items()) {
    for (const auto& [method, operation] : item.items()) {
      std::size_t declared = 0;
      for (const auto& parameter : operation.value("parameters", Json::array())) {
        if (parameter["in"] != "path") continue;
        ++declared;
        EXPECT_THAT(path, HasSubstr("{" + parameter["name"].get<std::string>() + "}"));
      }
      EXPECT_EQ(declared, static_cast<std::size_t>(std::count(path.begin(), path.end(), '{')))
          << path;
    }
  }
}

TEST_F(OpenApiTest, SaysThatADownloadIsAFile) {
  const Json& download =
      (*document_)["paths"]["/v1/dossiers/{dossier}/attachments/{attachment}"]["get"];
  EXPECT_EQ(download["responses"]["200"]["content"]["*/*"]["schema"]["format"], "binary");
}

TEST_F(OpenApiTest, SaysWhatTheProtosSay) {
  const Json& paths = (*document_)["paths"];
  const Json& accept = paths["/v1/dossiers/{dossier}:accept"]["post"];
  EXPECT_THAT(accept["description"].get<std::string>(), HasSubstr("one_stop_clerk"));
  EXPECT_EQ(accept["security"], Json::parse(R"([{"bearer":[]}])"));
  const Json& body = accept["requestBody"]["content"]["application/json"]["schema"];
  EXPECT_TRUE(body["properties"].contains("requestId"));
  EXPECT_FALSE(body["properties"].contains("name"));

  const Json& statistics = paths["/v1/wards/{ward}/statistics"]["get"];
  EXPECT_EQ(statistics["security"], Json::parse(R"([{},{"bearer":[]}])"));
  EXPECT_EQ(statistics["parameters"].size(), 3u);

  EXPECT_TRUE(paths["/v1/attachments"]["post"]["requestBody"]["content"].contains("*/*"));
  const Json& dossier = (*document_)["components"]["schemas"]["dossier.Dossier"];
  EXPECT_EQ(dossier["properties"]["feeVnd"]["format"], "int64");
  EXPECT_THAT(dossier["properties"]["etag"]["description"].get<std::string>(),
              HasSubstr("Changes with every change"));
}

}  // namespace
}  // namespace tancua::gateway

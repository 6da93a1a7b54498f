#include "common/config/loader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace tancua::config {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

struct Peer {
  std::string name = {};
  int weight = 1;
};

struct Config {
  int port = 7104;
  bool reflection = true;
  double ratio = 0.5;
  std::string title = "Phường";
  absl::Duration validity = absl::Hours(24 * 15);
  std::vector<std::string> wards = {"27442"};
  Secret token;
  std::vector<Peer> peers;
};

void Bind(Binder& root, Config& c) {
  root.Section("survey", "surveys", [&](Binder& b) {
    b.Value("port", c.port, "gRPC port");
    b.Value("reflection", c.reflection, "serve reflection");
    b.Value("ratio", c.ratio, "a share");
    b.Value("title", c.title, "a title");
    b.Value("validity", c.validity, "life of a link");
    b.Value("wards", c.wards, "ward codes");
    b.File("token", c.token, "partner token");
    b.List(
        "peers", "peers", [&](std::size_t n) { c.peers.resize(n); },
        [&](Binder& e, std::size_t i) {
          e.Value("name", c.peers[i].name, "name");
          e.Value("weight", c.peers[i].weight, "weight");
        });
  });
}

class LoadTest : public testing::Test {
 protected:
  LoadTest() {
    std::string pattern = std::filesystem::temp_directory_path() / "config_test.XXXXXX";
    folder_ = mkdtemp(pattern.data());
  }
  ~LoadTest() override { std::filesystem::remove_all(folder_); }

  std::string Write(const std::string& name, const std::string& content) {
    std::ofstream(folder_ / name) << content;
    return folder_ / name;
  }

  absl::Status LoadText(const std::string& yaml,
                        std::map<std::string, std::string> environment = {}) {
    Source source{.file = Write("suite.yaml", yaml), .environment = std::move(environment)};
    return Load(source, [this](Binder& b) { Bind(b, config_); });
  }

  std::filesystem::path folder_;
  Config config_;
};

TEST_F(LoadTest, KeepsDefaultsWhenNothingIsSaid) {
  ASSERT_TRUE(Load({}, [this](Binder& b) { Bind(b, config_); }).ok());
  EXPECT_EQ(config_.port, 7104);
  EXPECT_EQ(config_.validity, absl::Hours(24 * 15));
  EXPECT_TRUE(LoadText("").ok());
  EXPECT_TRUE(LoadText("survey:\n").ok());
}

TEST_F(LoadTest, ReadsEveryTypeFromTheFile) {
  const absl::Status status = LoadText(R"(
survey:
  port: 8104
  reflection: false
  ratio: 0.25
  title: "Bình Tân"
  validity: 10m
  wards: [26944, "25942"]
  peers:
    - {name: một, weight: 3}
    - {name: hai}
)");
  ASSERT_TRUE(status.ok()) << status;
  EXPECT_EQ(config_.port, 8104);
  EXPECT_FALSE(config_.reflection);
  EXPECT_EQ(config_.ratio, 0.25);
  EXPECT_EQ(config_.title, "Bình Tân");
  EXPECT_EQ(config_.validity, absl::Minutes(10));
  EXPECT_THAT(config_.wards, ElementsAre("26944", "25942"));
  ASSERT_EQ(config_.peers.size(), 2U);
  EXPECT_EQ(config_.peers[0].weight, 3);
  EXPECT_EQ(config_.peers[1].name, "hai");
}

TEST_F(LoadTest, LetsTheEnvironmentWinOverTheFile) {
  const absl::Status status =
      LoadText("survey:\n  port: 8104\n  wards: [1]\n  peers: [{name: a}]\n",
               {{"TANCUA_SURVEY_PORT", "9104"},
                {"TANCUA_SURVEY_WARDS", "26944,25942"},
                {"TANCUA_SURVEY_VALIDITY", "7d"},
                {"TANCUA_SURVEY_PEERS_0_WEIGHT", "5"}});
  ASSERT_TRUE(status.ok()) << status;
  EXPECT_EQ(config_.port, 9104);
  EXPECT_THAT(config_.wards, ElementsAre("26944", "25942"));
  EXPECT_EQ(config_.validity, absl::Hours(7 * 24));
  EXPECT_EQ(config_.peers[0].weight, 5);
}

TEST_F(LoadTest, RefusesAnUnknownKeyWithItsLineAndTheNearestKey) {
  const absl::Status status = LoadText("survey:\n  port: 1\n  validty: 7d\n");
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(status.message(), HasSubstr("suite.yaml:3: survey.validty: unknown key; did you mean "
                                          "validity?"));
}

TEST_F(LoadTest, RefusesAnUnknownSectionAndAnUnknownKeyInAList) {
  const absl::Status status = LoadText("survey:\n  peers:\n    - nmae: a\nsimulator:\n  port: 1\n");
  EXPECT_THAT(status.message(), HasSubstr("suite.yaml:3: survey.peers[0].nmae: unknown key"));
  EXPECT_THAT(status.message(), HasSubstr("suite.yaml:4: simulator: unknown key"));
  EXPECT_THAT(status.message(), Not(HasSubstr("simulator.port")));
}

TEST_F(LoadTest, NamesEveryProblemInOneError) {
  const absl::Status status =
      LoadText("survey:\n  port: many\n  reflection: yes\n  validity: 15\n  wards: a\n  title:\n",
               {{"TANCUA_SURVEY_RATIO", "half"}});
  EXPECT_THAT(status.message(), HasSubstr("suite.yaml:2: survey.port: expected whole number"));
  EXPECT_THAT(status.message(), HasSubstr(":3: survey.reflection: expected true or false"));
  EXPECT_THAT(status.message(), HasSubstr(":4: survey.validity: expected duration such as"));
  EXPECT_THAT(status.message(), HasSubstr(":5: survey.wards: expected list of texts"));
  EXPECT_THAT(status.message(), HasSubstr(":6: survey.title: expected text"));
  EXPECT_THAT(status.message(), HasSubstr("environment: TANCUA_SURVEY_RATIO: expected number"));
}

TEST_F(LoadTest, RefusesAKeyThatIsThereTwice) {
  const absl::Status status = LoadText("survey:\n  port: 1\n  port: 2\n");
  EXPECT_THAT(status.message(), HasSubstr("suite.yaml:3: survey.port: is there twice"));
}

TEST_F(LoadTest, SaysWhereTheFileIsNoYaml) {
  const absl::Status status = LoadText("survey:\n  port: [1\n");
  EXPECT_THAT(status.message(), HasSubstr("not YAML"));
  EXPECT_EQ(Load({.file = "/nowhere/suite.yaml"}, [](Binder&) {}).code(),
            absl::StatusCode::kNotFound);
}

TEST_F(LoadTest, RefusesAnUnknownVariableButNotThoseForOthers) {
  const absl::Status status = LoadText(
      "", {{"TANCUA_SURVEY_PROT", "9"}, {"TANCUA_CONFIG", "x"}, {"TANCUA_TEST_REDIS", "x"}});
  EXPECT_EQ(status.message(),
            "environment: TANCUA_SURVEY_PROT: unknown variable; did you mean TANCUA_SURVEY_PORT?");
}

TEST_F(LoadTest, ReadsASecretFromItsFileWithoutTheNewline) {
  const std::string path = Write("token", "s3cret\n");
  ASSERT_TRUE(LoadText("survey:\n  token_file: " + path + "\n").ok());
  EXPECT_EQ(config_.token.value, "s3cret");
  EXPECT_EQ(config_.token.path, path);
}

TEST_F(LoadTest, NeverTakesOrPrintsASecretFromFileOrEnvironment) {
  const absl::Status in_file = LoadText("survey:\n  token: s3cret\n");
  EXPECT_THAT(in_file.message(), HasSubstr("survey.token: unknown key; did you mean token_file?"));
  const absl::Status in_environment = LoadText("", {{"TANCUA_SURVEY_TOKEN", "s3cret"}});
  EXPECT_THAT(in_environment.message(), HasSubstr("did you mean TANCUA_SURVEY_TOKEN_FILE?"));
  EXPECT_THAT(in_file.message(), Not(HasSubstr("s3cret")));
  EXPECT_THAT(in_environment.message(), Not(HasSubstr("s3cret")));
}

TEST_F(LoadTest, RefusesASecretFileThatIsAbsentOrEmpty) {
  EXPECT_THAT(LoadText("survey:\n  token_file: /nowhere/token\n").message(),
              HasSubstr("survey.token_file: /nowhere/token cannot be read"));
  const std::string empty = Write("empty", "\n");
  EXPECT_THAT(LoadText("survey:\n  token_file: " + empty + "\n").message(), HasSubstr("is empty"));
}

TEST_F(LoadTest, LetsTwoComponentsBindTheSameSection) {
  int port = 0;
  int limit = 0;
  const Source source{.file = Write("suite.yaml", "survey: {port: 1, limit: 2}\n")};
  const absl::Status status = Load(source, [&](Binder& b) {
    b.Section("survey", "", [&](Binder& s) { s.Value("port", port, ""); });
    b.Section("survey", "", [&](Binder& s) { s.Value("limit", limit, ""); });
  });
  EXPECT_TRUE(status.ok()) << status;
  EXPECT_EQ(port + limit, 3);
}

TEST(ProcessEnvironment, HoldsOurVariablesOnly) {
  setenv("TANCUA_TEST_PROBE", "a=b", 1);
  setenv("OTHER_PROBE", "x", 1);
  const auto environment = ProcessEnvironment();
  EXPECT_EQ(environment.at("TANCUA_TEST_PROBE"), "a=b");
  EXPECT_FALSE(environment.contains("OTHER_PROBE"));
}

}  // namespace
}  // namespace tancua::config

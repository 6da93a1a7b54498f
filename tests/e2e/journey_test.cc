// The main job, in both shapes of an installation.
#include "tests/demo/journey.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "common/rpc/invoker.h"
#include "tancua/dossier/v1/dossier_service.pb.h"
#include "tests/demo/day.h"
#include "tests/support/deployment.h"
#include "tests/support/personal.h"

namespace tancua {
namespace {

using testing::Deployment;
using ::testing::IsEmpty;

void ExpectNothingPersonalIn(const std::string& what, const std::string& bytes) {
  static const testing::PersonalSearch search(testing::SimulatedPersons());
  EXPECT_THAT(search.Find(bytes), IsEmpty()) << what;
}

// Every file that the installation keeps, databases and blobs included.
void ExpectNothingPersonalOnDisk(const std::string& folder) {
  int files = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    std::ifstream in(entry.path(), std::ios::binary);
    ExpectNothingPersonalIn(entry.path(), {std::istreambuf_iterator<char>(in), {}});
    ++files;
  }
  EXPECT_GT(files, 5);
}

class JourneyTest : public ::testing::TestWithParam<Deployment::Shape> {};

INSTANTIATE_TEST_SUITE_P(Shapes, JourneyTest,
                         ::testing::Values(Deployment::Shape::kSuite, Deployment::Shape::kServices),
                         [](const auto& info) {
                           return info.param == Deployment::Shape::kSuite ? "Suite" : "Services";
                         });

TEST_P(JourneyTest, OneDossierGoesFromTheCatalogueToTheFigures) {
  Deployment deployment(GetParam());
  ASSERT_TRUE(deployment.Start().ok()) << deployment.Logs();
  partner::Client client(deployment.endpoints());

  EXPECT_TRUE(demo::PlayJourney(client, "27442")) << deployment.Logs();
  EXPECT_TRUE(demo::PlayDay(client, "26944", 40)) << deployment.Logs();

  ExpectNothingPersonalIn("the logs", deployment.Logs());
  for (const auto& [name, process] : deployment.processes()) {
    EXPECT_EQ(process->Terminate(), 0) << name << process->Log();
  }
  ExpectNothingPersonalOnDisk(deployment.folder());
}

TEST_P(JourneyTest, TheSameCallsWorkOverGrpcOnEachServicesPort) {
  Deployment deployment(GetParam());
  ASSERT_TRUE(deployment.Start().ok()) << deployment.Logs();
  auto invoker = rpc::NewRemoteInvoker(deployment.grpc_target("dossier"));

  dossier::v1::ListProceduresResponse procedures;
  absl::Status status =
      rpc::Invoke(*invoker, rpc::Call{.deadline = absl::Now() + absl::Seconds(10)},
                  "tancua.dossier.v1.CatalogueService/ListProcedures",
                  dossier::v1::ListProceduresRequest(), procedures);

  ASSERT_TRUE(status.ok()) << status;
  EXPECT_GT(procedures.procedures_size(), 5);
}

}  // namespace
}  // namespace tancua

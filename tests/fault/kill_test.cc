// Every service is killed in turn while dossiers come in, and Redis is emptied once. What was
// acknowledged must be there, once; every change must be notified, once; the figures must be true.
#include <gtest/gtest.h>

#include "tests/fault/work.h"
#include "tests/support/deployment.h"

namespace tancua {
namespace {

using testing::Deployment;

constexpr int kDossiers = 300;
constexpr const char* kVictims[] = {"dossier",    "notification", "gateway",
                                    "statistics", "identity",     "survey"};

TEST(Kill, NothingIsLostAndNothingHappensTwice) {
  Deployment deployment(Deployment::Shape::kServices);
  ASSERT_TRUE(deployment.Start().ok()) << deployment.Logs();
  fault::Work work(deployment.endpoints(), "26944", kDossiers);
  work.Start(4);

  int killed = 0;
  for (const char* victim : kVictims) {
    work.AwaitAcknowledged(kDossiers * (killed + 1) / 8);
    deployment.process(victim).Kill();
    if (killed++ == 3) deployment.redis().Flush();
    ASSERT_TRUE(deployment.Start().ok()) << deployment.Logs();
  }
  work.ExpectNothingLostNothingTwice();
}

}  // namespace
}  // namespace tancua

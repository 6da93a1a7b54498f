// Two of each service behind one name, on PostgreSQL and a Redis with a Sentinel. While dossiers
// come in, one of each is killed, PostgreSQL is started anew and the master of Redis dies.
#include <gtest/gtest.h>

#include "common/testing/postgres.h"
#include "tests/fault/work.h"
#include "tests/support/deployment.h"

namespace tancua {
namespace {

using testing::Deployment;

constexpr int kDossiers = 300;

class ReplicasTest : public ::testing::Test {
 protected:
  std::map<std::string, std::string> Environment() {
    std::map<std::string, std::string> environment{{"TANCUA_REDIS_SENTINELS", redis_.Sentinel()}};
    for (const std::string service :
         {"IDENTITY", "DOSSIER", "NOTIFICATION", "SURVEY", "STATISTICS"}) {
      environment["TANCUA_" + service + "_DATABASE_URL"] = postgres_.Url();
    }
    return environment;
  }

  testing::PostgresServer postgres_{testing::PostgresServer::Use::kOwn};
  testing::RedisGroup redis_{testing::FreePort(), testing::FreePort()};
  Deployment deployment_{Deployment::Shape::kServices, Environment(), 2};
};

TEST_F(ReplicasTest, WhatDiesUnderLoadTakesNoDossierWithIt) {
  ASSERT_TRUE(deployment_.Start().ok()) << deployment_.Logs();
  fault::Work work(deployment_.endpoints(), "26944", kDossiers);
  work.Start(4);

  int killed = 0;
  for (const char* victim : {"dossier", "notification", "statistics", "identity-2", "survey-2"}) {
    work.AwaitAcknowledged(kDossiers * ++killed / 10);
    deployment_.process(victim).Kill();  // and stays away for the next ones
    if (killed == 3) {
      ASSERT_TRUE(deployment_.Start().ok()) << deployment_.Logs();
    }
  }
  ASSERT_TRUE(deployment_.Start().ok()) << deployment_.Logs();
  work.AwaitAcknowledged(kDossiers * 6 / 10);
  postgres_.Restart();
  work.AwaitAcknowledged(kDossiers * 8 / 10);
  redis_.KillMaster();

  work.ExpectNothingLostNothingTwice();
  RecordProperty("repeated_calls", work.repeated());
}

}  // namespace
}  // namespace tancua

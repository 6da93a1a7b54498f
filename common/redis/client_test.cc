#include "common/redis/client.h"

#include <string>
#include <vector>

#include "common/testing/redis.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace tancua::redis {
namespace {

TEST(Client, RunsACommandOverAUnixSocket) {
  testing::RedisServer server;
  Client client(server.Config());

  ASSERT_TRUE(client.Run({"SET", "ten", std::string("Tận\0Cửa", 10)}).ok());
  const auto reply = client.Run({"GET", "ten"});

  ASSERT_TRUE(reply.ok()) << reply.status();
  EXPECT_EQ(reply->kind, Reply::Kind::kString);
  EXPECT_EQ(reply->text, std::string("Tận\0Cửa", 10));
}

TEST(Client, KeepsTheKindsOfReplies) {
  testing::RedisServer server;
  Client client(server.Config());

  const auto replies = client.Pipeline(
      {{"SET", "a", "1"}, {"INCR", "a"}, {"GET", "none"}, {"HGET", "a", "x"}, {"MGET", "a", "b"}});

  ASSERT_TRUE(replies.ok()) << replies.status();
  ASSERT_EQ(replies->size(), 5u);
  EXPECT_EQ((*replies)[0].kind, Reply::Kind::kStatus);
  EXPECT_EQ((*replies)[1].integer, 2);
  EXPECT_EQ((*replies)[2].kind, Reply::Kind::kNil);
  EXPECT_EQ((*replies)[3].kind, Reply::Kind::kError);
  ASSERT_EQ((*replies)[4].elements.size(), 2u);
  EXPECT_EQ((*replies)[4].elements[0].text, "2");
}

TEST(Client, TellsARefusalFromAnOutage) {
  testing::RedisServer server;
  Client client(server.Config());

  EXPECT_EQ(client.Run({"NONSENSE"}).status().code(), absl::StatusCode::kFailedPrecondition);
  server.Stop();
  EXPECT_EQ(client.Run({"PING"}).status().code(), absl::StatusCode::kUnavailable);
}

TEST(Client, ReconnectsOnUseAfterARestart) {
  testing::RedisServer server;
  Client client(server.Config());
  ASSERT_TRUE(client.Run({"PING"}).ok());

  server.Stop();
  ASSERT_FALSE(client.Run({"PING"}).ok());
  server.Start();

  EXPECT_TRUE(client.Run({"PING"}).ok());
}

TEST(Client, SignsInWithUserAndPassword) {
  testing::RedisServer server;
  Client administrator(server.Config());
  ASSERT_TRUE(administrator.Run({"ACL", "SETUSER", "tancua", "on", ">bi-mat", "+@all", "~*"}).ok());
  Config config = server.Config();
  config.user = "tancua";
  config.password.value = "bi-mat";

  const auto who = Client(config).Run({"ACL", "WHOAMI"});
  config.password.value = "sai";
  const auto refused = Client(config).Run({"PING"});

  ASSERT_TRUE(who.ok()) << who.status();
  EXPECT_EQ(who->text, "tancua");
  EXPECT_EQ(refused.status().code(), absl::StatusCode::kUnavailable);
  EXPECT_THAT(std::string(refused.status().message()), ::testing::Not(::testing::HasSubstr("sai")));
}

TEST(Client, LeavesAServerThatIsNoMasterAnyMore) {
  testing::RedisServer server;
  Client client(server.Config());
  Client administrator(server.Config());
  ASSERT_TRUE(administrator.Run({"REPLICAOF", "127.0.0.1", "1"}).ok());

  const auto written = client.Run({"SET", "a", "1"});

  EXPECT_EQ(written.status().code(), absl::StatusCode::kUnavailable);
}

TEST(Client, SaysWhichSentinelDoesNotAnswer) {
  Config config;
  config.sentinels = {"/nowhere/sentinel.sock"};

  const auto reply = Client(config).Run({"PING"});

  EXPECT_EQ(reply.status().code(), absl::StatusCode::kUnavailable);
  EXPECT_THAT(std::string(reply.status().message()), ::testing::HasSubstr("/nowhere"));
}

TEST(Client, GoesWhereASentinelSaysThatTheMasterIs) {
  testing::RedisSentinel sentinel("127.0.0.1", 1);  // where nobody listens
  Config config;
  config.sentinels = {"/nowhere/sentinel.sock", sentinel.Address()};

  const auto reply = Client(config).Run({"PING"});

  EXPECT_EQ(reply.status().code(), absl::StatusCode::kUnavailable);
  EXPECT_THAT(std::string(reply.status().message()), ::testing::HasSubstr("redis at 127.0.0.1:1:"));
}

TEST(Client, SaysThatTheSentinelKnowsNoSuchMaster) {
  testing::RedisSentinel sentinel("127.0.0.1", 1);
  Config config;
  config.sentinels = {sentinel.Address()};
  config.sentinel_master = "khac";

  const auto reply = Client(config).Run({"PING"});

  EXPECT_THAT(std::string(reply.status().message()), ::testing::HasSubstr("no master 'khac'"));
}

TEST(Client, RefusesAnAddressThatIsNeitherHostNorPath) {
  Config config;
  config.address = "localhost";

  EXPECT_EQ(Client(config).Run({"PING"}).status().code(), absl::StatusCode::kInvalidArgument);
}

}  // namespace
}  // namespace tancua::redis

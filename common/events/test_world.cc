#include "common/events/test_world.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "common/events/names.h"
#include "common/status/macros.h"
#include "gtest/gtest.h"

namespace tancua::events {
namespace {

constexpr char kEffectsSql[] = R"sql(
CREATE TABLE effects (
  subject TEXT NOT NULL PRIMARY KEY,
  times BIGINT NOT NULL
);
)sql";
constexpr char kCount[] =
    "INSERT INTO effects (subject, times) VALUES (:subject, 1)"
    " ON CONFLICT (subject) DO UPDATE SET times = effects.times + 1";
constexpr char kReadEffects[] = "SELECT subject, times FROM effects";

std::unique_ptr<sql::Database> OpenDatabase(const std::string& url,
                                            const std::vector<sql::Migration>& migrations) {
  auto database = sql::Database::Open({.url = url});
  EXPECT_TRUE(database.ok()) << database.status();
  const absl::Status migrated = (*database)->Migrate(migrations);
  EXPECT_TRUE(migrated.ok()) << migrated;
  return *std::move(database);
}

}  // namespace

TestWorld::TestWorld(const std::string& publisher_url, const std::string& consumer_url)
    : keys(*crypto::Keyring::Parse(crypto::Keyring::Generate("test"))),
      publisher(OpenDatabase(publisher_url, {{9001, "outbox", kOutboxMigrationSql}})),
      consumer(OpenDatabase(consumer_url,
                            {{1, "effects", kEffectsSql}, {9002, "inbox", kInboxMigrationSql}})) {
  config.shards = 3;
  config.poll = absl::Milliseconds(1);
  outbox = std::make_unique<Outbox>(keys, clock, ids, config.shards);
}

Context TestWorld::PublisherContext() {
  return {*publisher, redis, keys, clock, ids, metrics, config};
}

Context TestWorld::ConsumerContext() {
  return {*consumer, redis, keys, clock, ids, metrics, config};
}

void TestWorld::Publish(std::string_view subject, std::string_view text, std::string_view ward) {
  google::protobuf::StringValue payload;
  payload.set_value(std::string(text));
  const absl::Status added = publisher->Write(
      ward, [&](sql::Session& tx) { return outbox->Add(tx, ward, subject, "", payload); });
  ASSERT_TRUE(added.ok()) << added;
}

void TestWorld::PublishMany(int count) {
  const absl::Status added = publisher->Write("many", [&](sql::Session& tx) -> absl::Status {
    for (int i = 0; i < count; ++i) {
      google::protobuf::StringValue payload;
      RETURN_IF_ERROR(outbox->Add(tx, absl::StrCat(27000 + i % 50), absl::StrCat(i), "", payload));
    }
    return absl::OkStatus();
  });
  ASSERT_TRUE(added.ok()) << added;
}

Subscription TestWorld::CountingSubscription() {
  Subscription subscription("survey", {"dossier"});
  subscription.On<google::protobuf::StringValue>(
      [this](sql::Session& tx, const Header& header,
             const google::protobuf::StringValue&) -> absl::Status {
        RETURN_IF_ERROR(tx.Execute(kCount, {header.subject}).status());
        const auto refusal = refusals.find(header.subject);
        return refusal == refusals.end() ? absl::OkStatus() : refusal->second;
      });
  return subscription;
}

std::unique_ptr<Relay> TestWorld::NewRelay() {
  return std::make_unique<Relay>("dossier", *outbox, PublisherContext());
}

std::unique_ptr<ConsumerRunner> TestWorld::NewConsumer(std::string instance) {
  return std::make_unique<ConsumerRunner>(CountingSubscription(), std::move(instance),
                                          ConsumerContext());
}

void TestWorld::Drain(ConsumerRunner& consumer) {
  for (int idle = 0; idle < 2;) {
    const absl::StatusOr<int> settled = consumer.RunOnce();
    ASSERT_TRUE(settled.ok()) << settled.status();
    idle = *settled == 0 ? idle + 1 : 0;
  }
}

void TestWorld::Deliver(Relay& relay, ConsumerRunner& consumer) {
  const absl::Status flushed = relay.Flush(absl::InfiniteFuture());
  ASSERT_TRUE(flushed.ok()) << flushed;
  Drain(consumer);
}

std::map<std::string, int> TestWorld::Applied() {
  std::map<std::string, int> applied;
  const absl::Status read = consumer->Read([&](sql::Session& tx) {
    return tx.Query(kReadEffects, {}, [&](const sql::Row& row) {
      applied[row.Text(0)] = static_cast<int>(row.Int(1));
    });
  });
  EXPECT_TRUE(read.ok()) << read;
  return applied;
}

double TestWorld::Metric(const std::string& name, const std::string& outcome) {
  double sum = -1;
  for (const prometheus::MetricFamily& family : metrics.Collect()) {
    if (family.name != name) continue;
    for (const prometheus::ClientMetric& metric : family.metric) {
      bool wanted = outcome.empty();
      for (const auto& label : metric.label) wanted = wanted || label.value == outcome;
      if (!wanted) continue;
      sum = std::max(sum, 0.0) + metric.counter.value + metric.gauge.value;
    }
  }
  return sum;
}

redis::Reply TestWorld::Ask(const redis::Command& command) {
  const absl::StatusOr<redis::Reply> reply = redis::Client(redis).Run(command);
  EXPECT_TRUE(reply.ok()) << reply.status();
  return reply.value_or(redis::Reply{});
}

std::vector<std::string> TestWorld::StreamKeys() const {
  std::vector<std::string> keys_of_shards;
  keys_of_shards.reserve(config.shards);
  for (int shard = 0; shard < config.shards; ++shard) {
    keys_of_shards.push_back(StreamName{redis.prefix, "dossier", shard}.Key());
  }
  return keys_of_shards;
}

std::int64_t TestWorld::StreamEntries() {
  std::int64_t entries = 0;
  for (const std::string& key : StreamKeys()) entries += Ask({"XLEN", key}).integer;
  return entries;
}

}  // namespace tancua::events

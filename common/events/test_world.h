#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "common/clock/clock.h"
#include "common/crypto/keyring.h"
#include "common/events/config.h"
#include "common/events/consumer.h"
#include "common/events/consumer_runner.h"
#include "common/events/outbox.h"
#include "common/events/relay.h"
#include "common/id/ids.h"
#include "common/redis/client.h"
#include "common/sql/database.h"
#include "common/testing/redis.h"
#include "google/protobuf/wrappers.pb.h"
#include "prometheus/registry.h"

// For the tests of this folder.
namespace tancua::events {

// A publishing service "dossier" and a consuming service "survey", each with a database in
// memory, and a real Redis between them. The consumer counts how often each subject was applied.
class TestWorld {
 public:
  explicit TestWorld(const std::string& publisher_url = "sqlite::memory:",
                     const std::string& consumer_url = "sqlite::memory:");

  // Commits one event about `subject` in the publisher's database.
  void Publish(std::string_view subject, std::string_view text = "Nguyễn Văn Đức",
               std::string_view ward = "27442");
  void PublishMany(int count);  // subjects "0", "1", …

  // Counts google.protobuf.StringValue; refuses while refusals has an error for the subject.
  [[nodiscard]] Subscription CountingSubscription();
  [[nodiscard]] std::unique_ptr<Relay> NewRelay();
  [[nodiscard]] std::unique_ptr<ConsumerRunner> NewConsumer(std::string instance = "a");

  // Runs until two cycles in a row have nothing to do.
  static void Drain(ConsumerRunner& consumer);
  // Moves what was published to the consumer and applies it.
  void Deliver(Relay& relay, ConsumerRunner& consumer);

  [[nodiscard]] std::map<std::string, int> Applied();
  // The sum of all samples of a metric; -1 when there is none.
  [[nodiscard]] double Metric(const std::string& name, const std::string& outcome = "");
  // What Redis answers to `command`.
  redis::Reply Ask(const redis::Command& command);
  // Entries of all streams of the publisher.
  [[nodiscard]] std::int64_t StreamEntries();
  [[nodiscard]] std::vector<std::string> StreamKeys() const;

  testing::RedisServer server;
  redis::Config redis = server.Config();
  FakeClock clock{absl::FromUnixSeconds(1795334400)};
  RandomIds ids{clock};
  crypto::Keyring keys;
  prometheus::Registry metrics;
  Config config;
  std::unique_ptr<sql::Database> publisher;
  std::unique_ptr<sql::Database> consumer;
  std::unique_ptr<Outbox> outbox;
  std::map<std::string, absl::Status> refusals;  // by subject

  [[nodiscard]] Context PublisherContext();
  [[nodiscard]] Context ConsumerContext();
};

}  // namespace tancua::events

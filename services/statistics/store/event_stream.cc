#include "services/statistics/store/event_stream.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "services/statistics/store/facts.h"
#include "services/statistics/store/report.h"
#include "services/statistics/store/truth.h"

namespace tancua::statistics::store {
namespace {

const absl::Time kStart = absl::FromUnixSeconds(1'795'000'000);  // 2026-11-18
const std::vector<std::string> kWards = {"27442", "26944"};

std::string CountsOf(sql::Database& database, const std::string& ward) {
  auto counted = database.Read([&](sql::Session& s) { return ReadCounts(s, ward, kAllDays); });
  EXPECT_TRUE(counted.ok()) << counted.status();
  return ToText(counted->channels);
}

std::int64_t OverdueOf(sql::Database& database, const std::string& ward, absl::Time now) {
  auto overdue =
      database.Read([&](sql::Session& s) { return CountOverdue(s, ward, kAllDays, now); });
  EXPECT_TRUE(overdue.ok()) << overdue.status();
  return *overdue;
}

}  // namespace

std::vector<Event> EventStream::Lives(int count) {
  std::vector<Event> events;
  for (int i = 0; i < count; ++i) AddLife("dossiers/" + std::to_string(i), events);
  return events;
}

std::vector<Event> EventStream::Disorder(std::vector<Event> events) {
  const std::size_t size = events.size();
  for (std::size_t i = 0; i < size; ++i) {
    for (int copies = Pick(3); copies > 0; --copies) events.push_back(events[i]);
  }
  std::shuffle(events.begin(), events.end(), random_);
  return events;
}

int EventStream::Pick(int below) {
  return std::uniform_int_distribution<int>(0, below - 1)(random_);
}

void EventStream::AddLife(const std::string& dossier, std::vector<Event>& events) {
  static constexpr const char* kChannels[] = {"ONLINE", "COUNTER", "NEIGHBOURHOOD_POINT"};
  static constexpr const char* kStates[] = {"SUBMITTED", "RECEIVED", "SUBMITTED_FOR_APPROVAL",
                                            "APPROVED", "RETURNED"};
  domain::Fact fact;
  fact.dossier = dossier;
  fact.ward = kWards[Pick(2)];
  fact.channel = kChannels[Pick(3)];
  fact.receive_time = kStart + absl::Hours(Pick(120));
  fact.supplement_requests = Pick(3);
  fact.assisted = Pick(4) == 0;
  const int last = 1 + Pick(5);
  for (int i = 0; i < last; ++i) {
    fact.revision = i + 1;
    fact.state = kStates[i];
    // The term starts with the receipt; a few procedures have none.
    if (i >= 1 && Pick(10) > 0) fact.due_time = fact.receive_time + absl::Hours(48);
    if (i == 3) fact.finish_time = fact.receive_time + absl::Hours(Pick(96));
    events.push_back({.fact = fact, .time = kStart + absl::Hours(Pick(200))});
  }
  if (last == 5 && Pick(2) == 0) {
    events.push_back({.is_rating = true,
                      .rating = {dossier, fact.ward, 1 + Pick(5)},
                      .time = kStart + absl::Hours(Pick(200))});
  }
}

absl::Status ApplyEvent(sql::Session& tx, const Event& event) {
  return event.is_rating ? ApplyRating(tx, event.rating, event.time)
                         : ApplyFact(tx, event.fact, event.time);
}

absl::Status ApplyAll(sql::Database& database, const std::vector<Event>& events) {
  return database.Write("test", [&](sql::Session& tx) {
    for (const Event& event : events) {
      if (absl::Status applied = ApplyEvent(tx, event); !applied.ok()) return applied;
    }
    return absl::OkStatus();
  });
}

void ExpectTrue(sql::Database& database, const std::vector<Event>& events) {
  Truth truth;
  for (const Event& event : events) {
    event.is_rating ? truth.Add(event.rating) : truth.Add(event.fact);
  }
  const absl::Time now = kStart + absl::Hours(100);
  for (const std::string& ward : kWards) {
    EXPECT_EQ(CountsOf(database, ward), ToText(truth.Counts(ward, kAllDays)));
    EXPECT_EQ(OverdueOf(database, ward, now), truth.Overdue(ward, kAllDays, now));
  }
}

std::string Stored(sql::Database& database) {
  std::string text;
  const absl::Status read = database.Read([&](sql::Session& s) {
    text.clear();
    return s.Query(
        "SELECT ward, channel, received_day, submitted, received, need_supplement, refused, "
        "submitted_for_approval, approved, returned, on_time, late, undated, answers, satisfied, "
        "assisted, last_event_time FROM daily ORDER BY ward, received_day, channel",
        {}, [&](const sql::Row& row) {
          text += row.Text(0) + " " + row.Text(1);
          for (int i = 2; i < 17; ++i) text += " " + std::to_string(row.Int(i));
          text += "\n";
        });
  });
  EXPECT_TRUE(read.ok()) << read;
  return text;
}

}  // namespace tancua::statistics::store

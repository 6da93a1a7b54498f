#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

// The chain that makes the audit log tell when it was tampered with.
namespace tancua::identity::domain {

// A row of the log as it lies in the table.
struct AuditRow {
  std::int64_t seq = 0;
  std::int64_t time_us = 0;
  std::string actor;
  std::string actor_kind;
  std::string action;
  std::string ward;
  std::string record;
  std::string citizen;
  std::string payload;
  std::string previous_hash;  // empty for the first
  std::string hash;
};

// SHA-256 over all columns but `hash`, lower-case hexadecimal. Each column is written with its
// length, so that no two rows have one text.
[[nodiscard]] std::string HashOf(const AuditRow& row);

// A place in the chain; seq 0 and an empty hash are its beginning.
struct ChainPoint {
  std::int64_t seq = 0;
  std::string hash;
};

struct Finding {
  enum class Fault {
    kNone,
    kChanged,       // the row is not what was hashed
    kMissing,       // there is no row of this seq
    kRewritten,     // the row, or one before it, was replaced together with its hash
    kAnchorForged,  // a note of a place was not written by this installation
  };
  Fault fault = Fault::kNone;
  std::int64_t seq = 0;  // the first row that is not in order
  [[nodiscard]] bool ok() const { return fault == Fault::kNone; }
};

// Walks along the chain.
class ChainVerifier {
 public:
  // `points`: places that the chain must pass, in ascending order.
  explicit ChainVerifier(std::vector<ChainPoint> points) : points_(std::move(points)) {}

  // Takes the next row in order of seq; false when the chain is broken here.
  [[nodiscard]] bool Add(const AuditRow& row);
  // Ends the walk: a place that was not reached is a tail that was cut off.
  [[nodiscard]] Finding Finish();

  [[nodiscard]] const ChainPoint& last() const { return last_; }

 private:
  bool Break(Finding::Fault fault, std::int64_t seq);

  const std::vector<ChainPoint> points_;
  std::size_t next_point_ = 0;
  ChainPoint last_;
  Finding finding_;
};

}  // namespace tancua::identity::domain

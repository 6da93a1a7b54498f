#include "services/identity/verify_audit.h"

#include <algorithm>
#include <cstdio>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "common/status/macros.h"
#include "services/identity/store/audit_log.h"
#include "services/identity/store/migrate.h"

namespace tancua::identity {
namespace {

using domain::ChainPoint;
using domain::Finding;

constexpr int kPage = 2000;

// The places that the chain must pass, or the first note of one that is forged.
struct Points {
  std::vector<ChainPoint> points;  // ascending
  Finding forged;
};

void Add(const store::AuditAnchor& anchor, Points& points) {
  if (anchor.genuine) {
    points.points.push_back(anchor.point);
  } else {
    points.forged = {.fault = Finding::Fault::kAnchorForged, .seq = anchor.point.seq};
  }
}

absl::StatusOr<Points> LoadPoints(sql::Database& database, const crypto::Keyring& keys) {
  return database.Read([&](sql::Session& session) -> absl::StatusOr<Points> {
    Points points;
    ASSIGN_OR_RETURN(const store::AuditAnchor head, store::LoadAuditHead(session, keys));
    Add(head, points);
    constexpr auto kEnd = std::numeric_limits<std::int64_t>::max();
    constexpr int kAll = std::numeric_limits<int>::max();  // one a day: some thousands
    ASSIGN_OR_RETURN(const auto anchors, store::ListAuditAnchors(session, keys, kEnd, kAll));
    for (const store::AuditAnchor& anchor : anchors) Add(anchor, points);
    return points;
  });
}

// Some rows, and where the chain ended in the same moment.
struct Page {
  std::vector<domain::AuditRow> rows;
  store::AuditAnchor head;
};

absl::StatusOr<Page> LoadPage(sql::Database& database, const crypto::Keyring& keys,
                              std::int64_t after) {
  return database.Read([&](sql::Session& session) -> absl::StatusOr<Page> {
    Page page;
    ASSIGN_OR_RETURN(page.rows, store::LoadAuditRows(session, after, kPage));
    ASSIGN_OR_RETURN(page.head, store::LoadAuditHead(session, keys));
    return page;
  });
}

absl::StatusOr<std::optional<ChainPoint>> ParsePoint(const std::vector<std::string>& arguments) {
  if (arguments.empty()) return std::nullopt;
  const std::vector<std::string> parts = absl::StrSplit(arguments.front(), ':');
  ChainPoint point;
  if (arguments.size() != 1 || parts.size() != 2 || !absl::SimpleAtoi(parts[0], &point.seq)) {
    return absl::InvalidArgumentError("the only argument is an anchor, SEQ:HASH");
  }
  point.hash = parts[1];
  return point;
}

absl::Status Run(runtime::Host& host, const std::vector<std::string>& arguments) {
  ASSIGN_OR_RETURN(const ChainPoint last, VerifyAuditOf(host, arguments));
  std::printf("%lld entries in order; anchor %lld:%s\n", static_cast<long long>(last.seq),
              static_cast<long long>(last.seq), last.hash.c_str());
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<ChainPoint> VerifyAuditOf(runtime::Host& host,
                                         const std::vector<std::string>& arguments) {
  ASSIGN_OR_RETURN(const std::optional<ChainPoint> kept, ParsePoint(arguments));
  ASSIGN_OR_RETURN(sql::Database * database, host.OpenDatabase("identity", store::AllMigrations()));
  ASSIGN_OR_RETURN(const AuditReport report, VerifyAudit(*database, host.field_keys(), kept));
  if (report.finding.ok()) return report.last;
  return absl::DataLossError(absl::StrCat("entry ", report.finding.seq, " ",
                                          Sentence(report.finding.fault), "; ", report.last.seq,
                                          " entries before it are in order"));
}

const char* Sentence(Finding::Fault fault) {
  switch (fault) {
    case Finding::Fault::kNone:
      return "is in order";
    case Finding::Fault::kChanged:
      return "was changed";
    case Finding::Fault::kMissing:
      return "is missing";
    case Finding::Fault::kRewritten:
      return "or one before it was rewritten together with its hash";
    case Finding::Fault::kAnchorForged:
      return "is noted as an anchor or as the end of the chain, but not by this installation";
  }
  return "";
}

absl::StatusOr<std::unique_ptr<AuditWalk>> AuditWalk::Begin(sql::Database& database,
                                                            const crypto::Keyring& keys,
                                                            const std::optional<ChainPoint>& kept) {
  ASSIGN_OR_RETURN(Points points, LoadPoints(database, keys));
  if (kept) points.points.push_back(*kept);
  std::sort(points.points.begin(), points.points.end(),
            [](const ChainPoint& a, const ChainPoint& b) { return a.seq < b.seq; });
  return std::unique_ptr<AuditWalk>(
      new AuditWalk(database, keys, std::move(points.points), points.forged));
}

absl::StatusOr<std::optional<AuditReport>> AuditWalk::Step() {
  ASSIGN_OR_RETURN(const Page page, LoadPage(database_, keys_, chain_.last().seq));
  for (const domain::AuditRow& row : page.rows) {
    if (!chain_.Add(row)) return AuditReport{.finding = chain_.Finish(), .last = chain_.last()};
  }
  if (page.rows.size() == static_cast<std::size_t>(kPage)) return std::nullopt;
  AuditReport report{.finding = chain_.Finish(), .last = chain_.last()};
  const ChainPoint& head = page.head.point;
  const bool at_head = head.seq == report.last.seq && head.hash == report.last.hash;
  if (report.finding.ok() && !(at_head && page.head.genuine)) {
    // Rows behind the head that the appenders left, or a head that they did not write.
    report.finding = {.fault = Finding::Fault::kAnchorForged, .seq = head.seq};
  }
  if (report.finding.ok() && !forged_.ok()) report.finding = forged_;
  return report;
}

absl::StatusOr<AuditReport> VerifyAudit(sql::Database& database, const crypto::Keyring& keys,
                                        const std::optional<ChainPoint>& kept) {
  ASSIGN_OR_RETURN(const auto walk, AuditWalk::Begin(database, keys, kept));
  while (true) {
    ASSIGN_OR_RETURN(const std::optional<AuditReport> report, walk->Step());
    if (report) return *report;
  }
}

runtime::Command VerifyAuditCommand() {
  return {.name = "verify-audit",
          .help = "[SEQ:HASH] verify the audit log, up to an anchor that was kept elsewhere",
          .run = Run};
}

}  // namespace tancua::identity

#include <optional>
#include <string>

#include "absl/strings/str_cat.h"
#include "common/status/macros.h"
#include "services/identity/api/audit.h"
#include "services/identity/verify_audit.h"
#include "services/identity/wire_audit.h"

namespace tancua::identity::api {
namespace {

using Fault = domain::Finding::Fault;

std::string Text(const domain::Finding& finding) {
  const std::string entry = absl::StrCat("Mục ", finding.seq);
  switch (finding.fault) {
    case Fault::kNone:
      return "Nhật ký kiểm toán còn nguyên vẹn.";
    case Fault::kChanged:
      return absl::StrCat(entry, " đã bị sửa.");
    case Fault::kMissing:
      return absl::StrCat(entry, " đã bị xóa.");
    case Fault::kRewritten:
      return absl::StrCat(entry, ", hoặc một mục trước đó, đã bị viết lại cùng với mã băm.");
    case Fault::kAnchorForged:
      return absl::StrCat("Mốc của mục ", finding.seq, " không do hệ thống này ghi.");
  }
  return "";
}

}  // namespace

absl::StatusOr<v1::VerifyAuditChainResponse> VerifyAuditChain(
    Deps& deps, const rpc::Call&, const v1::VerifyAuditChainRequest& request) {
  std::optional<domain::ChainPoint> kept;
  if (request.anchor_seq() != 0) {
    kept = domain::ChainPoint{.seq = request.anchor_seq(), .hash = request.anchor_hash()};
  }
  ASSIGN_OR_RETURN(const AuditReport report, VerifyAudit(deps.database, deps.keys, kept));
  v1::VerifyAuditChainResponse response;
  response.set_entries_checked(report.last.seq);
  response.set_first_broken_seq(report.finding.seq);
  response.set_fault(wire::ToFault(report.finding.fault));
  response.set_finding(Text(report.finding));
  if (report.finding.ok()) {
    response.set_head_seq(report.last.seq);
    response.set_head_hash(report.last.hash);
  }
  return response;
}

}  // namespace tancua::identity::api

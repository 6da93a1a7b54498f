#include "services/dossier/workers/erase_person.h"

#include <string>
#include <vector>

#include "common/retention/holds.h"
#include "common/status/macros.h"
#include "services/dossier/store/persons.h"
#include "services/dossier/wire.h"
#include "tancua/privacy/v1/erasure.pb.h"

namespace tancua::dossier::workers {
namespace {

struct Forgotten {
  privacy::v1::DossiersErased dossiers;
  std::int64_t erased = 0;
  std::int64_t held = 0;
};

absl::StatusOr<Forgotten> Forget(const Deps& deps, sql::Session& tx,
                                 const identity::v1::CitizenErased& event) {
  Forgotten forgotten;
  ASSIGN_OR_RETURN(const auto dossiers,
                   store::DossiersOf(tx, deps.keys, {event.citizen(), event.citizen_number()}));
  for (const domain::Dossier& dossier : dossiers) {
    const std::string name = "dossiers/" + dossier.code;
    ASSIGN_OR_RETURN(const bool held, retention::IsHeld(tx, name));
    if (held) {
      ++forgotten.held;
      continue;
    }
    ASSIGN_OR_RETURN(const bool first,
                     store::ForgetApplicant(tx, deps.keys, dossier, deps.clock.Now()));
    if (!first) continue;
    ++forgotten.erased;
    forgotten.dossiers.add_dossiers(name);
  }
  return forgotten;
}

void AddKept(privacy::v1::ErasureCompleted& done, std::int64_t count, const char* title,
             const char* reason, const char* law) {
  if (count == 0) return;
  privacy::v1::KeptRecords& kept = *done.add_kept();
  kept.set_title(title);
  kept.set_count(count);
  kept.set_reason(reason);
  kept.set_legal_basis(law);
}

}  // namespace

absl::Status ErasePerson(const Deps& deps, sql::Session& tx, const events::Header& header,
                         const identity::v1::CitizenErased& event) {
  if (event.citizen().empty() || event.data_request().empty()) {
    return absl::InvalidArgumentError("event names no citizen or no request");
  }
  ASSIGN_OR_RETURN(Forgotten forgotten, Forget(deps, tx, event));
  forgotten.dossiers.set_data_request(event.data_request());
  *forgotten.dossiers.mutable_erase_time() = event.erase_time();
  // Also when there are none: the others report that they hold nothing.
  RETURN_IF_ERROR(
      deps.outbox.Add(tx, header.ward, event.citizen(), header.traceparent, forgotten.dossiers));
  privacy::v1::ErasureCompleted done;
  done.set_data_request(event.data_request());
  done.set_service("dossier");
  done.set_erased(forgotten.erased);
  *done.mutable_complete_time() = wire::ToProto(deps.clock.Now());
  AddKept(done, forgotten.erased,
          "Hồ sơ thủ tục hành chính (đã xóa số điện thoại, tài khoản; ngừng tra cứu)",
          "Đang trong thời hạn lưu trữ hồ sơ",
          "Luật 91/2025/QH15, Điều 14; Luật Lưu trữ 33/2024/QH15");
  AddKept(done, forgotten.held, "Hồ sơ thủ tục hành chính đang bị giữ nguyên",
          "Lệnh giữ dữ liệu của cơ quan có thẩm quyền", "Luật 91/2025/QH15, Điều 14");
  return deps.outbox.Add(tx, header.ward, event.citizen(), header.traceparent, done);
}

}  // namespace tancua::dossier::workers

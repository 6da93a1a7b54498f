#include "absl/strings/str_cat.h"
#include "common/calendar/calendar.h"
#include "services/dossier/wire.h"

namespace tancua::dossier::wire {
namespace {

pb::Term TermToProto(const domain::Procedure& procedure) {
  const bool same_day = procedure.term.kind == calendar::Term::Kind::kSameDay;
  pb::Term out;
  out.set_kind(same_day ? pb::Term::SAME_DAY : pb::Term::WORKING_DAYS);
  out.set_days(procedure.term.days);
  out.set_title(procedure.term_title);
  return out;
}

pb::Fee FeeToProto(const domain::Fee& fee) {
  pb::Fee out;
  out.set_online_vnd(fee.online_vnd);
  out.set_counter_vnd(fee.counter_vnd);
  out.set_title(fee.title);
  out.mutable_legal_basis()->Assign(fee.legal_basis.begin(), fee.legal_basis.end());
  return out;
}

pb::PaperRequirement PaperToProto(const domain::PaperRequirement& paper) {
  pb::PaperRequirement out;
  out.set_paper_id(paper.id);
  out.set_title(paper.title);
  out.set_required(paper.required);
  out.mutable_mime_types()->Assign(paper.mime_types.begin(), paper.mime_types.end());
  return out;
}

pb::IdentityDemand IdentityToProto(const domain::IdentityDemand& identity) {
  pb::IdentityDemand out;
  out.set_min_level(identity.min_level);
  if (identity.max_age) {
    out.mutable_max_age()->set_seconds(absl::ToInt64Seconds(*identity.max_age));
  }
  return out;
}

bool Demands(const domain::IdentityDemand& identity) {
  return identity.min_level > 0 || identity.max_age.has_value();
}

}  // namespace

pb::Procedure ToProto(const catalogue::Entry& entry) {
  const domain::Procedure& procedure = entry.procedure;
  pb::Procedure out;
  out.set_name(absl::StrCat("procedures/", procedure.code));
  out.set_title(procedure.title);
  out.set_field(procedure.field);
  out.set_valid_from(calendar::FormatDay(procedure.valid_from));
  if (procedure.valid_to) out.set_valid_to(calendar::FormatDay(*procedure.valid_to));
  *out.mutable_term() = TermToProto(procedure);
  *out.mutable_fee() = FeeToProto(procedure.fee);
  for (const auto& paper : procedure.papers) *out.add_papers() = PaperToProto(paper);
  out.set_result(procedure.result);
  out.mutable_legal_basis()->Assign(procedure.legal_basis.begin(), procedure.legal_basis.end());
  *out.mutable_form_schema() = entry.form.document();
  for (const domain::Channel channel : procedure.channels) out.add_channels(ToProto(channel));
  if (Demands(procedure.identity)) *out.mutable_identity() = IdentityToProto(procedure.identity);
  out.mutable_provisional()->Assign(procedure.provisional.begin(), procedure.provisional.end());
  return out;
}

}  // namespace tancua::dossier::wire

#include "services/dossier/testing/fake_identity.h"

#include "tancua/identity/v1/assistance_service.pb.h"
#include "tancua/identity/v1/directory_service.pb.h"
#include "tancua/identity/v1/identity_service.pb.h"

namespace tancua::dossier::testing {

absl::Status FakeIdentity::Unary(const google::protobuf::MethodDescriptor& method,
                                 const rpc::Metadata& metadata, absl::Time,
                                 const google::protobuf::Message& request,
                                 google::protobuf::Message& response) {
  ++calls;
  if (method.full_name() == "tancua.identity.v1.AssistanceService.GetAssistedVerification") {
    auto& record = static_cast<identity::v1::AssistedVerification&>(response);
    record.set_name(
        static_cast<const identity::v1::GetAssistedVerificationRequest&>(request).name());
    record.set_ward("wards/27442");
    record.set_paper_seen(identity::v1::AssistedVerification::CITIZEN_CARD);
    record.set_place("Điểm hỗ trợ khu phố 3");
    record.set_confirmation(identity::v1::AssistedVerification::ONE_TIME_CODE);
    return answer;
  }
  if (method.full_name() == "tancua.identity.v1.DirectoryService.GetPosition") {
    const auto& name = static_cast<const identity::v1::GetPositionRequest&>(request).name();
    return name == removed_position ? absl::NotFoundError("no such position") : answer;
  }
  if (method.full_name() != "tancua.identity.v1.IdentityService.GetCitizen") {
    return absl::UnimplementedError(method.full_name());
  }
  // The token of a test names its citizen.
  const std::string subject = metadata.at("authorization").substr(std::string("Bearer ").size());
  auto& citizen = static_cast<identity::v1::Citizen&>(response);
  citizen.set_name(subject);
  citizen.set_display_name("Nguyễn Văn An");
  citizen.set_citizen_number("079051001234");
  citizen.set_birth_date("1951-03-01");
  citizen.set_phone("+84903123456");
  citizen.set_level(2);
  return answer;
}

absl::Status FakeIdentity::ClientStreaming(const google::protobuf::MethodDescriptor& method,
                                           const rpc::Metadata&, absl::Time, rpc::MessageReader&,
                                           google::protobuf::Message&) {
  return absl::UnimplementedError(method.full_name());
}

}  // namespace tancua::dossier::testing

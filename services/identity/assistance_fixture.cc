#include "services/identity/assistance_fixture.h"

#include <fstream>
#include <iterator>

#include "services/identity/store/officers.h"

namespace tancua::identity {

void AssistanceFixture::LoadDemoOfficers() {
  std::ifstream file(TANCUA_SOURCE_DIR "/services/identity/data/officers.yaml");
  LoadOfficers({std::istreambuf_iterator<char>(file), {}});
}

rpc::Call AssistanceFixture::As(const std::string& username) {
  const auto officer = database_->Read([&](sql::Session& session) {
    return store::FindOfficerByUsername(session, keys_, username);
  });
  EXPECT_TRUE(officer.ok() && officer->has_value()) << username;
  clock_.Advance(absl::Milliseconds(1));
  rpc::Call call = NewCall();
  call.caller = {.kind = policy::v1::OFFICER,
                 .subject = "officers/" + (*officer)->id,
                 .ward = (*officer)->ward.empty() ? "" : "wards/" + (*officer)->ward,
                 .roles = (*officer)->roles,
                 .positions = (*officer)->positions};
  return call;
}

v1::CreateAssistedVerificationRequest AssistanceFixture::Seen(const std::string& number) {
  v1::CreateAssistedVerificationRequest request;
  request.set_request_id(ids_.NewUuid());
  request.set_ward("wards/27442");
  request.mutable_person()->set_citizen_number(number);
  request.mutable_person()->set_display_name("Nguyễn Thị Sáu");
  request.mutable_person()->set_birth_date("1951-02-03");
  request.mutable_person()->set_sex(v1::FEMALE);
  request.mutable_person()->set_phone("0903 123 456");
  request.set_paper_seen(v1::AssistedVerification::CITIZEN_CARD);
  request.set_place("Điểm hỗ trợ khu phố 3");
  request.set_device_id("tablet-07");
  request.set_confirmation(v1::AssistedVerification::ONE_TIME_CODE);
  return request;
}

absl::StatusOr<v1::AssistedVerification> AssistanceFixture::CreateAssisted(
    const v1::CreateAssistedVerificationRequest& request) {
  return api::CreateAssistedVerification(*deps_, As(kHelper), request);
}

absl::StatusOr<v1::ConfirmAssistedVerificationResponse> AssistanceFixture::Confirm(
    const std::string& name, const std::string& code) {
  v1::ConfirmAssistedVerificationRequest request;
  request.set_name(name);
  request.set_code(code);
  return api::ConfirmAssistedVerification(*deps_, As(kHelper), request);
}

v1::ConfirmAssistedVerificationResponse AssistanceFixture::Assisted(const std::string& number) {
  const auto created = CreateAssisted(Seen(number));
  EXPECT_TRUE(created.ok()) << created.status();
  const auto confirmed = Confirm(created->name(), LastCode());
  EXPECT_TRUE(confirmed.ok()) << confirmed.status();
  return *confirmed;
}

std::vector<std::string> AssistanceFixture::Envelopes() {
  std::vector<std::string> envelopes;
  const absl::Status read = database_->Read([&](sql::Session& session) {
    return session.Query("SELECT envelope FROM outbox ORDER BY time, id", {},
                         [&](const sql::Row& row) { envelopes.push_back(row.Text(0)); });
  });
  EXPECT_TRUE(read.ok()) << read;
  return envelopes;
}

std::string OtherThan(std::string code) {
  code.back() = code.back() == '0' ? '1' : '0';
  return code;
}

}  // namespace tancua::identity

#include <gmock/gmock.h>

#include "common/rpc/authenticator.h"
#include "services/identity/privacy_fixture.h"

namespace tancua::identity {
namespace {

// What a stream of one piece brings.
class OnePiece final : public rpc::MessageWriter {
 public:
  absl::Status Write(const google::protobuf::Message& message) override {
    body = static_cast<const rest::v1::RawBody&>(message);
    return absl::OkStatus();
  }
  rest::v1::RawBody body;
};

class ExportMyData : public PrivacyFixture {
 protected:
  absl::StatusOr<v1::PersonalDataExport> Run(const std::string& name = "citizens/me") {
    v1::ExportMyDataRequest request;
    request.set_name(name);
    return api::ExportMyData(*privacy_, Citizen(), request);
  }
};

INSTANTIATE_TEST_SUITE_P(On, ExportMyData, ::testing::Values("Sqlite", "Postgres"),
                         [](const auto& info) { return std::string(info.param); });

TEST_P(ExportMyData, GathersWhatEveryServiceHolds) {
  dossier_.answer.add_dossiers("dossiers/a");
  *dossier_.answer.mutable_data() = json::Record().Text("code", "a").Take();
  *survey_.answer.mutable_data() = json::Record().Text("comment", "Tốt").Take();
  ASSERT_TRUE(api::GrantConsent(*privacy_, Citizen(), Agreement()).ok());

  const auto data = Run();
  ASSERT_TRUE(data.ok()) << data.status();

  ASSERT_EQ(data->sections_size(), 3);
  const auto& own = data->sections(0).data().fields();
  EXPECT_EQ(own.at("consents").list_value().values_size(), 1);
  EXPECT_EQ(own.at("sessions").list_value().values_size(), 1);
  const std::string number =
      own.at("profile").struct_value().fields().at("citizenNumber").string_value();
  EXPECT_EQ(number.size(), 12u);
  EXPECT_EQ(data->sections(1).data().fields().at("code").string_value(), "a");
  EXPECT_EQ(data->sections(2).data().fields().at("comment").string_value(), "Tốt");

  // The dossier service finds the person, the others their dossiers.
  EXPECT_EQ(dossier_.asked.citizen(), citizen_);
  EXPECT_EQ(dossier_.asked.citizen_number(), number);
  EXPECT_THAT(survey_.asked.dossiers(), ::testing::ElementsAre("dossiers/a"));
}

TEST_P(ExportMyData, AsksInTheNameOfTheService) {
  ASSERT_TRUE(Run().ok());
  nlohmann::json keys = {{"keys", {access_tokens_->PublicJwk()}}};
  rpc::Authenticator authenticator(clock_, [&] { return keys.dump(); });
  const auto caller =
      authenticator.Authenticate(dossier_.authorization.substr(std::string("Bearer ").size()));
  ASSERT_TRUE(caller.ok()) << caller.status();
  EXPECT_EQ(caller->kind, policy::v1::SERVICE);
  EXPECT_EQ(caller->subject, "services/identity");
}

TEST_P(ExportMyData, IsWholeOrNothing) {
  survey_.result = status::Error(status::kUnavailable);
  EXPECT_KIND(Run().status(), status::kUnavailable);
}

TEST_P(ExportMyData, ShowsNobodyElse) {
  EXPECT_KIND(Run("citizens/" + ids_.NewUuid()).status(), kCitizenNotFound);
  EXPECT_TRUE(Run(citizen_).ok());
}

TEST_P(ExportMyData, AlsoAsAPdf) {
  v1::ExportMyDataRequest request;
  request.set_name("citizens/me");
  OnePiece piece;
  rpc::Writer<rest::v1::RawBody> writer(piece);
  const absl::Status sent = api::ExportMyDataPdf(*privacy_, Citizen(), request, writer);
  ASSERT_TRUE(sent.ok()) << sent;
  EXPECT_EQ(piece.body.content_type(), "application/pdf");
  EXPECT_EQ(piece.body.size_bytes(), static_cast<std::int64_t>(piece.body.data().size()));
  EXPECT_EQ(piece.body.data().substr(0, 5), "%PDF-");
}

}  // namespace
}  // namespace tancua::identity

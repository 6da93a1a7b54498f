#pragma once

#include <string>
#include <vector>

#include "absl/strings/escaping.h"
#include "common/events/sealed_payload.h"
#include "services/identity/api/assistance.h"
#include "services/identity/identity_fixture.h"
#include "tancua/events/v1/envelope.pb.h"
#include "tancua/identity/v1/assistance_events.pb.h"

namespace tancua::identity {

// Officers of the demonstration at work, and what the service publishes meanwhile.
class AssistanceFixture : public IdentityFixture {
 protected:
  // As at a restart.
  void LoadDemoOfficers();
  // A call of the officer with that user name, with the roles and positions held now. A
  // millisecond passes, so that what is published has an order.
  [[nodiscard]] rpc::Call As(const std::string& username);

  // What the helper of ward 27442 read on the card of somebody with a phone.
  [[nodiscard]] v1::CreateAssistedVerificationRequest Seen(
      const std::string& number = "079151001234");
  [[nodiscard]] absl::StatusOr<v1::AssistedVerification> CreateAssisted(
      const v1::CreateAssistedVerificationRequest& request);
  [[nodiscard]] absl::StatusOr<v1::ConfirmAssistedVerificationResponse> Confirm(
      const std::string& name, const std::string& code);
  // Create and confirm by code.
  [[nodiscard]] v1::ConfirmAssistedVerificationResponse Assisted(
      const std::string& number = "079151001234");

  // Every event of one kind in the outbox, oldest first.
  template <class Event>
  [[nodiscard]] std::vector<Event> Events() {
    std::vector<Event> events;
    for (const std::string& text : Envelopes()) {
      std::string bytes;
      tancua::events::v1::Envelope envelope;
      EXPECT_TRUE(absl::Base64Unescape(text, &bytes) && envelope.ParseFromString(bytes));
      if (envelope.type() != Event::descriptor()->full_name()) continue;
      const absl::Status opened = tancua::events::OpenPayload(
          keys_, envelope.id(), envelope.sealed_payload(), events.emplace_back());
      EXPECT_TRUE(opened.ok()) << opened;
    }
    return events;
  }
  // The code that reached the citizen's phone last.
  [[nodiscard]] std::string LastCode() {
    const auto issued = Events<v1::OneTimeCodeIssued>();
    return issued.empty() ? "" : issued.back().code();
  }

 private:
  [[nodiscard]] std::vector<std::string> Envelopes();
};

// A code that is not `code`.
[[nodiscard]] std::string OtherThan(std::string code);

inline constexpr char kHelper[] = "helper.27442";
inline constexpr char kAdmin[] = "admin.27442";

}  // namespace tancua::identity

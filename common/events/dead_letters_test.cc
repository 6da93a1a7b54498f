#include "common/events/dead_letters.h"

#include <string>
#include <vector>

#include "common/events/dead_letter_service.h"
#include "common/events/test_world.h"
#include "common/status/error.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace tancua::events {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::Pair;

struct Graveyard {
  TestWorld world;
  std::unique_ptr<Relay> relay = world.NewRelay();
  std::unique_ptr<ConsumerRunner> consumer = world.NewConsumer();
  DeadLetters letters{world.redis, "survey", world.clock};

  void Bury(const std::string& subject, std::string_view ward = "27442") {
    world.refusals[subject] = absl::InvalidArgumentError("no citizen 079190012345");
    world.Publish(subject, "x", ward);
    world.Deliver(*relay, *consumer);
  }
};

TEST(DeadLetters, SayWhatWasGivenUpAndWhy) {
  Graveyard graveyard;
  graveyard.Bury("dossiers/1");

  const auto page = graveyard.letters.List("27442", 0, "");

  ASSERT_TRUE(page.ok()) << page.status();
  ASSERT_EQ(page->letters.size(), 1u);
  const v1::DeadLetter& letter = page->letters[0];
  EXPECT_EQ(letter.subject(), "dossiers/1");
  EXPECT_EQ(letter.type(), "google.protobuf.StringValue");
  EXPECT_EQ(letter.ward(), "27442");
  EXPECT_EQ(letter.attempts(), 1);
  EXPECT_EQ(letter.dead_time().seconds(), absl::ToUnixSeconds(graveyard.world.clock.Now()));
  EXPECT_THAT(letter.error(), HasSubstr("INVALID_ARGUMENT"));
  EXPECT_THAT(letter.error(), Not(HasSubstr("079190012345")));
  EXPECT_EQ(page->next_page_token, "");
}

TEST(DeadLetters, AreAppliedOnceWhenTriedAnew) {
  Graveyard graveyard;
  graveyard.Bury("dossiers/1");
  graveyard.world.refusals.clear();
  const auto page = graveyard.letters.List("27442", 0, "");
  ASSERT_EQ(page->letters.size(), 1u);

  ASSERT_TRUE(graveyard.letters.Redrive("27442", page->letters[0].name()).ok());
  graveyard.world.clock.Advance(absl::Seconds(1));
  TestWorld::Drain(*graveyard.consumer);

  EXPECT_THAT(graveyard.world.Applied(), ElementsAre(Pair("dossiers/1", 1)));
  EXPECT_TRUE(graveyard.letters.List("27442", 0, "")->letters.empty());
  EXPECT_TRUE(absl::IsNotFound(graveyard.letters.Redrive("27442", page->letters[0].name())));
}

TEST(DeadLetters, ComeInPagesThatMissNothing) {
  Graveyard graveyard;
  for (const char* subject : {"a", "b", "c", "d", "e"}) graveyard.Bury(subject);

  std::vector<std::string> subjects;
  std::string token;
  int pages = 0;
  do {
    const auto page = graveyard.letters.List("27442", 2, token);
    ASSERT_TRUE(page.ok()) << page.status();
    for (const auto& letter : page->letters) subjects.push_back(letter.subject());
    token = page->next_page_token;
    ++pages;
  } while (!token.empty());

  EXPECT_THAT(subjects, ElementsAre("a", "b", "c", "d", "e"));
  EXPECT_EQ(pages, 3);
}

TEST(DeadLetters, OfAnotherWardAreNeitherSeenNorTouched) {
  Graveyard graveyard;
  graveyard.Bury("ours", "27442");
  graveyard.Bury("theirs", "26944");
  const auto theirs = graveyard.letters.List("26944", 0, "");
  ASSERT_EQ(theirs->letters.size(), 1u);

  const auto ours = graveyard.letters.List("27442", 0, "");
  const absl::Status redriven = graveyard.letters.Redrive("27442", theirs->letters[0].name());

  ASSERT_EQ(ours->letters.size(), 1u);
  EXPECT_EQ(ours->letters[0].subject(), "ours");
  EXPECT_TRUE(absl::IsNotFound(redriven));
  EXPECT_EQ(graveyard.letters.List("26944", 0, "")->letters.size(), 1u);
}

TEST(DeadLetters, RefuseATokenOrNameThatTheyDidNotMake) {
  Graveyard graveyard;

  EXPECT_TRUE(status::Is(graveyard.letters.List("27442", 0, "trang-2").status(),
                         status::kPageTokenInvalid));
  EXPECT_TRUE(absl::IsNotFound(graveyard.letters.Redrive("27442", "deadLetters/x")));
  EXPECT_TRUE(absl::IsNotFound(graveyard.letters.Redrive("27442", "letters/1-1")));
}

TEST(DeadLetterService, HasAProcedureAndAPolicyForEachMethod) {
  Graveyard graveyard;

  const absl::Status checked = DeadLetterService(graveyard.letters).Check();

  EXPECT_TRUE(checked.ok()) << checked;
}

TEST(DeadLetterService, ShowsAnOfficerTheLettersOfTheOwnWard) {
  Graveyard graveyard;
  graveyard.Bury("ours", "27442");
  graveyard.Bury("theirs", "26944");
  const rpc::Service service = DeadLetterService(graveyard.letters);
  rpc::Call call;
  call.caller.ward = "wards/27442";

  v1::ListDeadLettersResponse response;
  const absl::Status listed =
      service.methods().at("ListDeadLetters").unary(call, v1::ListDeadLettersRequest(), response);

  ASSERT_TRUE(listed.ok()) << listed;
  ASSERT_EQ(response.dead_letters_size(), 1);
  EXPECT_EQ(response.dead_letters(0).subject(), "ours");
}

}  // namespace
}  // namespace tancua::events

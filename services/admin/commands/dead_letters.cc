#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "common/clock/clock.h"
#include "common/rpc/invoker.h"
#include "common/status/macros.h"
#include "google/protobuf/util/time_util.h"
#include "services/admin/api.h"
#include "services/admin/commands/commands.h"
#include "services/admin/installation.h"
#include "tancua/events/v1/dead_letter_service.pb.h"

namespace tancua::admin {
namespace {

namespace pb = events::v1;

struct LetterWish {
  std::string service;
  std::vector<std::string> names;
};

// One consuming service: the RPCs are on its own gRPC port alone, not at the gateway.
class Consumer {
 public:
  static absl::StatusOr<Consumer> Connect(const Options& options, const std::string& service) {
    ASSIGN_OR_RETURN(Api api, Api::AsOfficer(options));
    ASSIGN_OR_RETURN(const std::string token, api.FreshToken());
    ASSIGN_OR_RETURN(const Installation installation, LoadInstallation(options.configs));
    const auto target = installation.targets.find(service);
    if (target == installation.targets.end()) {
      return absl::InvalidArgumentError(absl::StrCat("no configuration is of ", service));
    }
    Consumer consumer;
    if (installation.tls.on()) {
      static SystemClock clock;
      ASSIGN_OR_RETURN(consumer.tls_, tls::Credentials::Load(installation.tls, clock));
    }
    consumer.invoker_ = rpc::NewRemoteInvoker(target->second, consumer.tls_.get());
    consumer.metadata_["authorization"] = absl::StrCat("Bearer ", token);
    return consumer;
  }

  absl::Status Call(const std::string& method, const google::protobuf::Message& request,
                    google::protobuf::Message& response) {
    const auto* descriptor = google::protobuf::DescriptorPool::generated_pool()->FindMethodByName(
        "tancua.events.v1.DeadLetterService." + method);
    return invoker_->Unary(*descriptor, metadata_, absl::Now() + absl::Seconds(30), request,
                           response);
  }

 private:
  std::unique_ptr<tls::Credentials> tls_;
  std::unique_ptr<rpc::Invoker> invoker_;
  rpc::Metadata metadata_;
};

absl::StatusOr<std::vector<pb::DeadLetter>> Load(Consumer& consumer) {
  std::vector<pb::DeadLetter> letters;
  pb::ListDeadLettersRequest request;
  pb::ListDeadLettersResponse page;
  do {
    request.set_page_token(page.next_page_token());
    page.Clear();
    RETURN_IF_ERROR(consumer.Call("ListDeadLetters", request, page));
    letters.insert(letters.end(), page.dead_letters().begin(), page.dead_letters().end());
  } while (!page.next_page_token().empty());
  return letters;
}

absl::Status ListLetters(const Options& options, const LetterWish& wish) {
  ASSIGN_OR_RETURN(Consumer consumer, Consumer::Connect(options, wish.service));
  ASSIGN_OR_RETURN(const auto letters, Load(consumer));
  nlohmann::ordered_json shown = nlohmann::ordered_json::array();
  for (const pb::DeadLetter& letter : letters) {
    shown.push_back({{"name", letter.name()},
                     {"type", letter.type()},
                     {"subject", letter.subject()},
                     {"attempts", letter.attempts()},
                     {"dead", google::protobuf::util::TimeUtil::ToString(letter.dead_time())},
                     {"error", letter.error()}});
  }
  Print(options, shown);
  return absl::OkStatus();
}

absl::Status RedriveLetters(const Options& options, const LetterWish& wish) {
  ASSIGN_OR_RETURN(Consumer consumer, Consumer::Connect(options, wish.service));
  std::vector<std::string> names = wish.names;
  if (names.empty()) {
    ASSIGN_OR_RETURN(const auto letters, Load(consumer));
    for (const pb::DeadLetter& letter : letters) names.push_back(letter.name());
  }
  for (const std::string& name : names) {
    pb::RedriveDeadLetterRequest request;
    request.set_name(name);
    pb::RedriveDeadLetterResponse response;
    RETURN_IF_ERROR(consumer.Call("RedriveDeadLetter", request, response));
  }
  Print(options, {{"redriven", names.size()}});
  return absl::OkStatus();
}

CLI::Option* AddService(CLI::App& command, LetterWish& wish) {
  return command
      .add_option("--service", wish.service,
                  "who could not apply them: notification, survey, statistics, dossier, identity")
      ->required();
}

}  // namespace

void AddDeadLetters(Cli& cli) {
  auto wish = std::make_shared<LetterWish>();
  CLI::App* group =
      cli.AddGroup("dead-letters", "Events that a service gave up: of your ward, or of the city");
  AddService(*cli.Add(*group, "list", "List them, oldest first",
                      [&cli, wish] { return ListLetters(cli.options, *wish); }),
             *wish);
  CLI::App* redrive = cli.Add(*group, "redrive", "Have them tried anew; all when none is named",
                              [&cli, wish] { return RedriveLetters(cli.options, *wish); });
  AddService(*redrive, *wish);
  redrive->add_option("NAME", wish->names, "deadLetters/…, as listed");
}

}  // namespace tancua::admin

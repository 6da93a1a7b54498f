#include "services/notification/domain/verdict.h"

#include <algorithm>
#include <array>

namespace tancua::notification::domain {
namespace {

struct Rule {
  int code;
  Action action;
};

// https://zalo.cloud/zns/guidelines/handle-error-code names -100 to -111; the later numbers
// are those of integrators that agree with each other.
constexpr std::array kZnsRules{
    Rule{0, Action::kSent},
    Rule{-32, Action::kRetry},                 // too many calls
    Rule{-100, Action::kRetry},                // unknown, "try again later"
    Rule{-101, Action::kStop},                 // application invalid
    Rule{-102, Action::kStop},                 // application does not exist
    Rule{-103, Action::kStop},                 // application not activated
    Rule{-104, Action::kStop},                 // secret key invalid
    Rule{-105, Action::kStop},                 // application not linked to an official account
    Rule{-106, Action::kStop},                 // method unsupported
    Rule{-107, Action::kFallBackAndAlarm},     // message id invalid
    Rule{-108, Action::kFallBack},             // phone number invalid
    Rule{-109, Action::kFallBackAndAlarm},     // template id invalid
    Rule{-110, Action::kFallBack},             // the person's Zalo is too old
    Rule{-111, Action::kFallBackAndAlarm},     // template data empty
    Rule{-112, Action::kFallBackAndAlarm},     // template data invalid
    Rule{-1121, Action::kFallBackAndAlarm},    // a parameter is missing or too long
    Rule{-1123, Action::kFallBackAndAlarm},    // QR code cannot be made
    Rule{-113, Action::kFallBackAndAlarm},     // button invalid
    Rule{-114, Action::kFallBack},             // the person is inactive or declines
    Rule{-115, Action::kStop},                 // out of balance
    Rule{-116, Action::kFallBackAndAlarm},     // text invalid
    Rule{-117, Action::kFallBackAndAlarm},     // no permission on the template
    Rule{-118, Action::kFallBack},             // no Zalo account
    Rule{-119, Action::kFallBack},             // the account cannot receive ZNS
    Rule{-124, Action::kRefreshToken},         // access token invalid
    Rule{-131, Action::kFallBackAndAlarm},     // template not approved
    Rule{-132, Action::kFallBackAndAlarm},     // parameter invalid
    Rule{-133, Action::kPostponeToMorning},    // not at night
    Rule{-135, Action::kStop},                 // the official account may not send
    Rule{-136, Action::kStop},                 // the official account needs a business link
    Rule{-138, Action::kStop},                 // application has no permission
    Rule{-139, Action::kFallBack},             // the person declines this kind
    Rule{-141, Action::kFallBack},             // the person declines this account
    Rule{-144, Action::kPostponeToTomorrow},   // daily quota spent
    Rule{-147, Action::kPostponeToTomorrow},   // template's daily quota spent
    Rule{-1472, Action::kPostponeToTomorrow},  // daily limit reached
    Rule{-216, Action::kRefreshToken},         // access token invalid
    Rule{-220, Action::kRefreshToken},         // access token expired or removed
};

// https://developers.esms.vn, "bảng mã lỗi". SMS is the last rung: kFallBack ends in FAILED.
constexpr std::array kEsmsRules{
    Rule{100, Action::kSent},
    Rule{124, Action::kSent},              // RequestId seen today: it went out already
    Rule{99, Action::kFallBack},           // number blocked
    Rule{101, Action::kStop},              // key wrong
    Rule{102, Action::kStop},              // no price list
    Rule{103, Action::kStop},              // out of balance
    Rule{104, Action::kStop},              // brand name unknown
    Rule{105, Action::kFallBackAndAlarm},  // message code unknown
    Rule{107, Action::kFallBackAndAlarm},  // taken for an advertisement
    Rule{108, Action::kFallBack},          // phone malformed
    Rule{110, Action::kFallBackAndAlarm},  // data malformed
    Rule{118, Action::kStop},              // type of SMS unsupported
    Rule{120, Action::kFallBackAndAlarm},  // list too long
    Rule{140, Action::kStop},              // our address is not admitted
    Rule{146, Action::kFallBackAndAlarm},  // text does not match the registered template
    Rule{177, Action::kFallBackAndAlarm},  // brand name not registered at this network
    Rule{199, Action::kRetry},             // the same request is being worked on
    Rule{204, Action::kStop},              // account unknown
};

template <std::size_t N>
Action Find(const std::array<Rule, N>& rules, int code) {
  const auto* rule =
      std::find_if(rules.begin(), rules.end(), [code](const Rule& r) { return r.code == code; });
  // An unknown code may pass: the message is tried until the ladder loses patience.
  return rule == rules.end() ? Action::kRetry : rule->action;
}

}  // namespace

Action ClassifyZns(int error) { return Find(kZnsRules, error); }

Action ClassifyEsms(int code) { return Find(kEsmsRules, code); }

std::optional<Action> ClassifyHttp(int status) {
  if (status >= 200 && status < 300) return std::nullopt;
  if (status == 401) return Action::kRefreshToken;
  if (status == 408 || status == 429 || status >= 500) return Action::kRetry;
  return Action::kStop;  // a wrong address or a closed account: the next message fares no better
}

}  // namespace tancua::notification::domain

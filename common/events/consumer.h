#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "common/events/event.h"
#include "common/sql/session.h"
#include "google/protobuf/message.h"

namespace tancua::events {

// What one service does with the events of others. A handler runs inside the
// transaction that also notes the event in the inbox: it is applied once, or not at
// all. It must not touch anything but `tx`. An INVALID_ARGUMENT or DATA_LOSS error goes
// to the dead letters at once; any other error is tried again with back-off, then too.
//
//   events::Subscription s("survey", {"dossier"});
//   s.On<DossierChanged>([&](sql::Session& tx, const Header& h, const DossierChanged& e) {…});
class Subscription {
 public:
  using Handler =
      std::function<absl::Status(sql::Session&, const Header&, const google::protobuf::Message&)>;
  struct Route {
    const google::protobuf::Message* prototype;
    Handler handler;
  };

  // `group` names the consuming service; `sources` the publishing ones.
  Subscription(std::string group, std::vector<std::string> sources)
      : group_(std::move(group)), sources_(std::move(sources)) {}

  template <class Event, class F>
  Subscription& On(F handler) {
    routes_[std::string(Event::descriptor()->full_name())] = {
        &Event::default_instance(),
        [handler = std::move(handler)](sql::Session& tx, const Header& header,
                                       const google::protobuf::Message& payload) {
          return handler(tx, header, static_cast<const Event&>(payload));
        }};
    return *this;
  }

  [[nodiscard]] const std::string& group() const { return group_; }
  [[nodiscard]] const std::vector<std::string>& sources() const { return sources_; }
  [[nodiscard]] const std::map<std::string, Route, std::less<>>& routes() const { return routes_; }

 private:
  std::string group_;
  std::vector<std::string> sources_;
  std::map<std::string, Route, std::less<>> routes_;
};

}  // namespace tancua::events

#include "services/notification/service.h"

#include "services/notification/api/list_messages.h"

namespace tancua::notification {

rpc::Service NotificationService(Deps& deps) {
  rpc::Service service("tancua.notification.v1.NotificationService");
  service.Unary("ListMessages", deps, api::ListMessages);
  return service;
}

}  // namespace tancua::notification

#include "services/notification/service.h"

#include "services/notification/api/export_personal_data.h"
#include "services/notification/api/list_messages.h"

namespace tancua::notification {

rpc::Service NotificationService(Deps& deps) {
  rpc::Service service("tancua.notification.v1.NotificationService");
  service.Unary("ListMessages", deps, api::ListMessages);
  return service;
}

rpc::Service PersonalDataService(Deps& deps) {
  rpc::Service service("tancua.privacy.v1.PersonalDataService");
  service.Unary("ExportPersonalData", deps, api::ExportPersonalData);
  return service;
}

}  // namespace tancua::notification

#pragma once

#include <string>
#include <vector>

#include "google/protobuf/descriptor.h"
#include "tancua/dossier/v1/dossier_service.pb.h"
#include "tancua/events/v1/dead_letter_service.pb.h"
#include "tancua/identity/v1/activation_service.pb.h"
#include "tancua/identity/v1/assistance_service.pb.h"
#include "tancua/identity/v1/directory_service.pb.h"
#include "tancua/identity/v1/identity_service.pb.h"
#include "tancua/notification/v1/notification_service.pb.h"
#include "tancua/statistics/v1/activation_statistics_service.pb.h"
#include "tancua/statistics/v1/statistics_service.pb.h"
#include "tancua/survey/v1/survey_service.pb.h"

namespace tancua {

// Every RPC of the suite, in the order of the protos.
inline std::vector<const google::protobuf::MethodDescriptor*> EveryRpc() {
  std::vector<const google::protobuf::MethodDescriptor*> methods;
  for (const auto* file :
       {identity::v1::Citizen::descriptor()->file(),
        identity::v1::AssistedVerification::descriptor()->file(),
        identity::v1::Activation::descriptor()->file(), identity::v1::Unit::descriptor()->file(),
        dossier::v1::FileDossierRequest::descriptor()->file(),
        notification::v1::Message::descriptor()->file(), survey::v1::Survey::descriptor()->file(),
        statistics::v1::WardStatistics::descriptor()->file(),
        statistics::v1::ActivationStatistics::descriptor()->file(),
        events::v1::DeadLetter::descriptor()->file()}) {
    for (int i = 0; i < file->service_count(); ++i) {
      for (int j = 0; j < file->service(i)->method_count(); ++j) {
        methods.push_back(file->service(i)->method(j));
      }
    }
  }
  return methods;
}

}  // namespace tancua

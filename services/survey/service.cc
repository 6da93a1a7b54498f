#include "services/survey/service.h"

#include "services/survey/api/answer_survey.h"
#include "services/survey/api/export_personal_data.h"
#include "services/survey/api/get_survey.h"

namespace tancua::survey {

rpc::Service SurveyService(Deps& deps) {
  rpc::Service service("tancua.survey.v1.SurveyService");
  service.Unary("GetSurvey", deps, api::GetSurvey);
  service.Unary("AnswerSurvey", deps, api::AnswerSurvey);
  return service;
}

rpc::Service PersonalDataService(Deps& deps) {
  rpc::Service service("tancua.privacy.v1.PersonalDataService");
  service.Unary("ExportPersonalData", deps, api::ExportPersonalData);
  return service;
}

}  // namespace tancua::survey

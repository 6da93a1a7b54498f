#include "tests/support/deployment.h"

#include <algorithm>
#include <iterator>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "common/status/macros.h"

namespace tancua::testing {
namespace {

// In the order in which they start: who is called comes before who calls.
constexpr const char* kServices[] = {"simulator", "identity",   "dossier", "notification",
                                     "survey",    "statistics", "gateway"};

bool ServesGrpc(const std::string& service) {
  return service != "simulator" && service != "gateway";
}

std::string Variable(const std::string& section, const std::string& key) {
  return absl::AsciiStrToUpper(absl::StrCat("TANCUA_", section, "_", key));
}

}  // namespace

Deployment::Deployment(Shape shape, std::map<std::string, std::string> environment)
    : extra_(std::move(environment)) {
  for (const char* service : kServices) ports_[service] = FreePort();
  if (shape == Shape::kSuite) {
    Add("suite");
  } else {
    for (const char* service : kServices) Add(service);
  }
}

void Deployment::Add(const std::string& name) {
  ports_["admin." + name] = FreePort();
  processes_[name] = std::make_unique<ServiceProcess>(ServiceProcess::Options{
      .executable = "tancua-" + name, .folder = folder_.path(), .environment = Environment(name)});
}

std::map<std::string, std::string> Deployment::Environment(const std::string& process) const {
  std::map<std::string, std::string> environment{
      {"TANCUA_DATA_DIR", folder_.path() + "/data"},
      {"TANCUA_INSTANCE", process},
      {"TANCUA_ADMIN_PORT", std::to_string(ports_.at("admin." + process))},
      {"TANCUA_REDIS_ADDRESS", redis_.Address()},
      {"TANCUA_EVENTS_TAKEOVER_AFTER", "3s"},
  };
  const auto runs = [&](const std::string& service) {
    return process == "suite" || process == service;
  };
  for (const std::string service : kServices) {
    if (runs(service)) environment[Variable(service, "port")] = std::to_string(ports_.at(service));
    if (ServesGrpc(service)) environment[Variable("targets", service)] = grpc_target(service);
  }
  if (process == "gateway") {
    for (const std::string service : kServices) {
      if (!ServesGrpc(service)) continue;
      environment[Variable("gateway_state", service)] = admin_url(service);
    }
  }
  if (runs("gateway")) environment["TANCUA_GATEWAY_STATE_WARD"] = "27442";
  const std::string simulator = endpoints().simulator;
  if (runs("identity")) {
    environment["TANCUA_IDENTITY_VNEID_ISSUER"] = simulator + "/vneid";
    environment["TANCUA_IDENTITY_STAFF_ISSUER"] = simulator + "/staff";
    environment["TANCUA_IDENTITY_OAUTH_ISSUER"] = endpoints().gateway;
  }
  if (runs("notification")) {
    environment["TANCUA_NOTIFICATION_ZNS_URL"] = simulator + "/zalo/message/template";
    environment["TANCUA_NOTIFICATION_ZNS_TOKEN_URL"] = simulator + "/zalo/v4/oa/access_token";
    environment["TANCUA_NOTIFICATION_SMS_URL"] =
        simulator + "/sms/MainService.svc/json/SendMultipleMessage_V4_post_json/";
  }
  const auto concerns_another = [&](const std::string& variable) {
    return std::any_of(std::begin(kServices), std::end(kServices), [&](const std::string& service) {
      return !runs(service) && variable.starts_with(Variable(service, ""));
    });
  };
  for (const auto& [key, value] : extra_) {
    if (!concerns_another(key)) environment[key] = value;
  }
  return environment;
}

absl::Status Deployment::Start() {
  for (const std::string name : {"suite", "simulator", "identity", "dossier", "notification",
                                 "survey", "statistics", "gateway"}) {
    auto it = processes_.find(name);
    if (it == processes_.end() || it->second->running()) continue;
    it->second->Start();
    RETURN_IF_ERROR(it->second->AwaitReady());
  }
  return absl::OkStatus();
}

partner::Endpoints Deployment::endpoints() const {
  return {.gateway = absl::StrCat("http://127.0.0.1:", ports_.at("gateway")),
          .simulator = absl::StrCat("http://127.0.0.1:", ports_.at("simulator"))};
}

std::string Deployment::grpc_target(const std::string& service) const {
  return absl::StrCat("127.0.0.1:", ports_.at(service));
}

std::string Deployment::admin_url(const std::string& process) const {
  return absl::StrCat("http://127.0.0.1:", ports_.at("admin." + process));
}

ServiceProcess& Deployment::process(const std::string& name) { return *processes_.at(name); }

std::string Deployment::Logs() const {
  std::string logs;
  for (const auto& [name, process] : processes_) absl::StrAppend(&logs, process->Log());
  return logs;
}

}  // namespace tancua::testing

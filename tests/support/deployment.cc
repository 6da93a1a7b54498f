#include "tests/support/deployment.h"

#include <algorithm>
#include <iterator>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/status/macros.h"

namespace tancua::testing {
namespace {

// In the order in which they start: who is called comes before who calls.
constexpr const char* kServices[] = {"simulator", "identity",   "dossier", "notification",
                                     "survey",    "statistics", "gateway"};

bool ServesGrpc(const std::string& service) {
  return service != "simulator" && service != "gateway";
}

// What the names of the copies of `service` end with.
std::vector<std::string> Suffixes(const std::string& service, int copies) {
  std::vector<std::string> suffixes{""};
  if (service == "simulator") return suffixes;
  for (int copy = 2; copy <= copies; ++copy) suffixes.push_back(absl::StrCat("-", copy));
  return suffixes;
}

std::string Variable(const std::string& section, const std::string& key) {
  return absl::AsciiStrToUpper(absl::StrCat("TANCUA_", section, "_", key));
}

}  // namespace

Deployment::Deployment(Shape shape, std::map<std::string, std::string> environment, int copies)
    : extra_(std::move(environment)), copies_(copies) {
  for (const std::string service : kServices) {
    for (const std::string& suffix : Suffixes(service, copies_)) {
      ports_[service + suffix] = FreePort();
    }
  }
  if (shape == Shape::kSuite) {
    Add("suite", "");
    return;
  }
  for (const std::string service : kServices) {
    for (const std::string& suffix : Suffixes(service, copies_)) Add(service, suffix);
  }
}

void Deployment::Add(const std::string& service, const std::string& suffix) {
  ports_["admin." + service + suffix] = FreePort();
  processes_[service + suffix] = std::make_unique<ServiceProcess>(
      ServiceProcess::Options{.executable = "tancua-" + service,
                              .name = service + suffix,
                              .folder = folder_.path(),
                              .environment = Environment(service, suffix)});
}

std::map<std::string, std::string> Deployment::Environment(const std::string& process,
                                                           const std::string& suffix) const {
  std::map<std::string, std::string> environment{
      {"TANCUA_DATA_DIR", folder_.path() + "/data"},
      {"TANCUA_INSTANCE", process + suffix},
      {"TANCUA_ADMIN_PORT", std::to_string(ports_.at("admin." + process + suffix))},
      {"TANCUA_REDIS_ADDRESS", redis_.Address()},
      {"TANCUA_EVENTS_TAKEOVER_AFTER", "3s"},
  };
  const auto runs = [&](const std::string& service) {
    return process == "suite" || process == service;
  };
  for (const std::string service : kServices) {
    if (runs(service))
      environment[Variable(service, "port")] = std::to_string(ports_.at(service + suffix));
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
    for (const std::string& suffix : Suffixes(name, copies_)) {
      auto it = processes_.find(name + suffix);
      if (it == processes_.end() || it->second->running()) continue;
      it->second->Start();
      RETURN_IF_ERROR(it->second->AwaitReady());
    }
  }
  return absl::OkStatus();
}

partner::Endpoints Deployment::endpoints() const {
  return {.gateway = absl::StrCat("http://127.0.0.1:", ports_.at("gateway")),
          .simulator = absl::StrCat("http://127.0.0.1:", ports_.at("simulator"))};
}

std::string Deployment::grpc_target(const std::string& service) const {
  std::vector<std::string> addresses;
  for (const std::string& suffix : Suffixes(service, copies_)) {
    addresses.push_back(absl::StrCat("127.0.0.1:", ports_.at(service + suffix)));
  }
  return addresses.size() == 1 ? addresses[0] : "ipv4:" + absl::StrJoin(addresses, ",");
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

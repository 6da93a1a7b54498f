#include "tests/observe/causes.h"

#include <sys/mount.h>

#include <filesystem>
#include <fstream>

#include "absl/strings/str_cat.h"
#include "common/redis/client.h"
#include "common/status/macros.h"
#include "common/testing/certificates.h"

namespace tancua::observe {
namespace {

using nlohmann::json;
using testing::Deployment;

absl::Status Done() { return absl::OkStatus(); }

void File(World& world) { world.FileDossier(); }

absl::Status KillService(World& world, const std::string& service) {
  world.deployment().process(service).Kill();
  return Done();
}

absl::Status TamperWithAuditLog(World& world) {
  RETURN_IF_ERROR(world.ChangeDatabase("identity",
                                       "DROP TRIGGER audit_entries_refuses_UPDATE; "
                                       "UPDATE audit_entries SET record = 'x' WHERE seq = 1"));
  return world.Restart();  // else the next pass is some minutes away
}

absl::Status AddBrokenEvent(World& world) {
  redis::Client redis(world.deployment().redis().Config());
  return redis.Run({"XADD", "tancua:events:{dossier:0}", "*", "e", "no event"}).status();
}

absl::Status RestartOften(World& world) {
  for (int i = 0; i < 5; ++i) RETURN_IF_ERROR(world.Restart());
  return Done();
}

absl::Status MountSmallDisk(World& world) {
  const std::string data = world.deployment().folder() + "/data";
  std::filesystem::create_directories(data);
  if (mount("tmpfs", data.c_str(), "tmpfs", 0, "size=64m,mode=0700") == 0) return Done();
  return absl::PermissionDeniedError("a disk of its own needs root");
}

absl::Status FillDisk(World& world) {
  std::ofstream out(world.deployment().folder() + "/data/others", std::ios::binary);
  out << std::string(58 << 20, 'x');
  return Done();
}

void IssueCertificate(const testing::CertificateAuthority& authority, const std::string& folder,
                      absl::Duration life) {
  const auto issued = authority.Issue("suite", life);
  testing::ReplaceFile(folder + "/suite.crt", issued.certificate, 0644);
  testing::ReplaceFile(folder + "/suite.key", issued.private_key);
}

// A certificate that is good for a year, and then one that is good for `life`.
Cause CertificateCause(const std::string& alert, const std::string& what, absl::Duration life,
                       const std::string& folder) {
  std::filesystem::create_directories(folder);
  const auto authority = std::make_shared<testing::CertificateAuthority>("Services of a ward");
  testing::ReplaceFile(folder + "/ca.crt", authority->certificate(), 0644);
  IssueCertificate(*authority, folder, absl::Hours(24 * 365));
  return {.alert = alert,
          .what = what,
          .environment = {{"TANCUA_TLS_MODE", "on"},
                          {"TANCUA_TLS_CERTIFICATE_FILE", folder + "/suite.crt"},
                          {"TANCUA_TLS_PRIVATE_KEY_FILE", folder + "/suite.key"},
                          {"TANCUA_TLS_CA_FILE", folder + "/ca.crt"}},
          .make = [=](World&) {
            IssueCertificate(*authority, folder, life);
            return Done();
          }};
}

Cause Switched(std::string alert, std::string what, std::string path, json body) {
  return {.alert = std::move(alert),
          .what = std::move(what),
          .make = [=](World& world) { return world.Switch(path, body); },
          .meanwhile = File};
}

}  // namespace

std::vector<Cause> MachineCauses(const std::string& folder) {
  constexpr auto kServices = Deployment::Shape::kServices;
  return {
      {.alert = "BackupTooOld",
       .what = "no backup was ever made",
       .make = [](World&) { return Done(); }},
      {.alert = "DiskAlmostFull",
       .what = "a file fills the disk of the data",
       .prepare = MountSmallDisk,
       .make = FillDisk},
      CertificateCause("CertificateExpiresSoon",
                       "the certificate is replaced by one that ends in ten days",
                       absl::Hours(24 * 10), folder + "/expires"),
      {.alert = "InstanceDown",
       .what = "the survey service is killed",
       .shape = kServices,
       .make = [](World& world) { return KillService(world, "survey"); }},
      {.alert = "InstanceRestarts", .what = "the suite is killed five times", .make = RestartOften},
      {.alert = "AvailabilityBurnsFast",
       .what = "the dossier service is killed while people call",
       .shape = kServices,
       .make = [](World& world) { return KillService(world, "dossier"); },
       .meanwhile = File},
      Switched("LatencyBurnsFast", "the identity provider takes 700 ms for each answer",
               "/control/oidc", {{"realm", "vneid"}, {"delay_ms", 700}}),
      Switched("IdentityProviderFailing", "the identity provider answers 503", "/control/oidc",
               {{"realm", "vneid"}, {"status", 503}}),
      Switched("MessageProviderFailing", "Zalo answers 503", "/control/zalo",
               {{"httpStatus", 503}, {"times", 100'000}}),
      Switched("MessageProviderRefuses", "Zalo says that the application is blocked",
               "/control/zalo", {{"code", -101}, {"times", 100'000}}),
      {.alert = "EventsLag",
       .what = "the database of statistics is locked while dossiers come in",
       .make =
           [](World& world) {
             world.LockDatabase("statistics");
             return Done();
           },
       .meanwhile = File},
      {.alert = "WorkerFailing",
       .what = "the database of notification is locked",
       .make =
           [](World& world) {
             world.LockDatabase("notification");
             return Done();
           },
       .meanwhile = File},
      {.alert = "OutboxLag",
       .what = "Redis is stopped while dossiers come in",
       .make =
           [](World& world) {
             world.deployment().redis().Stop();
             return Done();
           },
       .meanwhile = File},
      {.alert = "RedisLostData",
       .what = "Redis is emptied",
       .make =
           [](World& world) {
             world.deployment().redis().Flush();
             return Done();
           },
       .meanwhile = File},
      {.alert = "DeadLetters",
       .what = "an unreadable event lies in a stream",
       .make = AddBrokenEvent},
      {.alert = "AuditChainBroken",
       .what = "an entry of the audit log is changed in the database, identity starts anew",
       .make = TamperWithAuditLog},
      {.alert = "RevocationsStale",
       .what = "the identity service is killed",
       .shape = kServices,
       .make = [](World& world) { return KillService(world, "identity"); }},
      CertificateCause("CertificateExpired",
                       "the certificate is replaced by one that ends in an hour", absl::Hours(1),
                       folder + "/expired"),
  };
}

}  // namespace tancua::observe

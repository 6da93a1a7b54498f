#include "services/simulator/oidc/openid_provider.h"

#include <string>
#include <vector>

#include "services/simulator/oidc/realm.h"

namespace tancua::simulator::oidc {
namespace {

// "1951-03-09" → "09/03/1951", as Vietnamese papers write it.
std::string VietnameseDate(const std::string& iso) {
  return iso.size() != 10 ? iso
                          : iso.substr(8, 2) + "/" + iso.substr(5, 2) + "/" + iso.substr(0, 4);
}

nlohmann::json CitizenClaims(const Person& person, int level) {
  return {{"so_dinh_danh", person.number},
          {"ho_ten", person.name},
          {"ngay_sinh", VietnameseDate(person.birth_date)},
          {"gioi_tinh", person.sex},
          {"so_dien_thoai", person.phone},
          {"muc_dinh_danh", std::to_string(level)}};
}

nlohmann::json StaffClaims(const Person& person, int) {
  return {{"preferred_username", person.id}, {"name", person.name}};
}

class OpenIdProvider final : public Party {
 public:
  explicit OpenIdProvider(const Deps& deps)
      : vneid_({"/vneid", "Đăng nhập VNeID", SigningKeys::Algorithm::kRs256, &deps.citizens,
                CitizenClaims},
               deps),
        vneid_wrapped_({.path = "/vneid-wrapped",
                        .title = "Đăng nhập VNeID (trả lời được mã hoá)",
                        .algorithm = SigningKeys::Algorithm::kRs256,
                        .persons = &deps.citizens,
                        .claims = CitizenClaims,
                        .wrapped = true},
                       deps),
        staff_({"/staff", "Đăng nhập cán bộ, công chức", SigningKeys::Algorithm::kEs256,
                &deps.staff, StaffClaims},
               deps) {}

  void Register(Router& router) override {
    for (Realm* realm : Realms()) realm->Register(router);
    router.Route("GET", "/control/oidc", [this](http::Request&) { return Show(); });
    router.Route("POST", "/control/oidc",
                 [this](http::Request& request) { return Control(request); });
    router.Announce({"/vneid/.well-known/openid-configuration",
                     "Định danh điện tử VNeID cho công dân (OpenID Connect)",
                     "VNeID for citizens (OpenID Connect)"});
    router.Announce({"/vneid-wrapped/authorize",
                     "VNeID theo cách các đơn vị tích hợp mô tả: trả lời {data, key}",
                     "VNeID in the shape integrators describe: answers {data, key}"});
    router.Announce({"/staff/.well-known/openid-configuration",
                     "Đăng nhập của cán bộ, công chức (OpenID Connect)",
                     "Sign-in of officers (OpenID Connect)"});
    router.Announce({"/control/oidc", "Công tắc gây lỗi cho các dịch vụ trên",
                     "Fault switches of those above: POST {\"realm\":\"vneid\",\"deny\":true}"});
  }

 private:
  std::vector<Realm*> Realms() { return {&vneid_, &vneid_wrapped_, &staff_}; }

  http::Response Show() {
    nlohmann::json body;
    for (Realm* realm : Realms()) {
      body[realm->path().substr(1)] = ToJson(realm->faults().Get());
    }
    return Json(200, body);
  }

  // {"realm":"vneid", <switches>, "rotate_keys":true}: sets all switches of one realm, those
  // not named to off.
  http::Response Control(http::Request& request) {
    auto body = JsonBody(request);
    if (!body.ok() || !body->is_object()) return Json(400, {{"error", "the body is not JSON"}});
    const nlohmann::json name = body->value("realm", nlohmann::json());
    const bool rotate = body->value("rotate_keys", nlohmann::json()) == true;
    body->erase("realm");
    body->erase("rotate_keys");
    const auto faults = ParseFaults(*body);
    if (!faults.ok()) return Json(400, {{"error", std::string(faults.status().message())}});
    for (Realm* realm : Realms()) {
      if (name != realm->path().substr(1)) continue;
      realm->faults().Set(*faults);
      if (rotate) realm->keys().Rotate();
      return Show();
    }
    return Json(400, {{"error", "realm must be vneid, vneid-wrapped or staff"}});
  }

  Realm vneid_;
  Realm vneid_wrapped_;
  Realm staff_;
};

}  // namespace

std::unique_ptr<Party> NewOpenIdProvider(const Deps& deps) {
  return std::make_unique<OpenIdProvider>(deps);
}

}  // namespace tancua::simulator::oidc

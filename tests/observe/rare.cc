#include "tests/observe/rare.h"

#include "absl/strings/str_cat.h"
#include "common/http/client.h"

namespace tancua::observe {
namespace {

using nlohmann::json;
using partner::NewRequestId;

constexpr char kPartner[] = "client_id=cong-dan-so&client_secret=development-only-not-a-secret";

class Rare {
 public:
  explicit Rare(partner::Client& client) : client_(client) {}

  std::vector<std::string> Play() {
    Partner();
    Person();
    Expect("a wrong look-up", 404,
           client_
               .Post("/v1/dossiers:lookup",
                     {{"code", "H29.133.26944-261125-0001"}, {"secret", "AAAAAAAA"}})
               .status);
    const std::string clerk = client_.SignIn("staff", "clerk.27442").access_token;
    Expect("messages of a dossier without any", 200,
           client_.Get("/v1/dossiers/H29.133.27442-261125-9999/messages", clerk).status);
    return surprises_;
  }

 private:
  void Expect(const std::string& what, int wanted, int status) {
    if (status != wanted) surprises_.push_back(absl::StrCat(what, ": ", status));
  }

  http::ClientResponse PostForm(const std::string& path, const std::string& form) {
    http::Client http;
    return http
        .Send({.method = "POST",
               .url = client_.endpoints().gateway + path,
               .headers = {{"Content-Type", "application/x-www-form-urlencoded"}},
               .body = form})
        .value_or(http::ClientResponse());
  }

  void Partner() {
    const auto refused = PostForm(
        "/oauth2/token", "grant_type=client_credentials&client_id=cong-dan-so&client_secret=x");
    Expect("a wrong secret", 401, refused.status);
    const auto signed_in =
        PostForm("/oauth2/token", absl::StrCat("grant_type=client_credentials&", kPartner));
    Expect("a partner's token", 200, signed_in.status);
    const std::string token = json::parse(signed_in.body, nullptr, false).value("access_token", "");
    Expect("a partner's call", 200, client_.Get("/v1/dossiers?ward=wards/27442", token).status);
    Expect("a revocation", 200,
           PostForm("/oauth2/revoke", absl::StrCat(kPartner, "&token=", token)).status);
  }

  void Person() {
    const partner::Session person = client_.SignIn("vneid", "p09");
    const auto refresh = [&] {
      return client_.Post("/v1/tokens:refresh", {{"refreshToken", person.refresh_token}}).status;
    };
    Expect("a refresh", 200, refresh());
    Expect("a refresh with the same token", 401, refresh());
    const json purposes = client_.Get("/v1/purposes").body.value("purposes", json::array());
    for (const json& purpose : purposes) {
      if (purpose["purposeId"] != "outreach") continue;
      Expect("a consent", 200,
             client_
                 .Post("/v1/consents",
                       {{"requestId", NewRequestId()},
                        {"citizen", "citizens/me"},
                        {"purposeId", "outreach"},
                        {"textVersion", purpose["textVersion"]},
                        {"agreed", true}},
                       person.access_token)
                 .status);
    }
    Expect("a request about data", 200,
           client_
               .Post("/v1/dataRequests",
                     {{"requestId", NewRequestId()},
                      {"type", "DELETE"},
                      {"ward", "wards/27442"},
                      {"description", "Đề nghị xóa dữ liệu của tôi"}},
                     person.access_token)
               .status);
  }

  partner::Client& client_;
  std::vector<std::string> surprises_;
};

}  // namespace

std::vector<std::string> PlayRareCalls(partner::Client& client) { return Rare(client).Play(); }

}  // namespace tancua::observe

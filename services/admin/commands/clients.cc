#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/status/macros.h"
#include "services/admin/api.h"
#include "services/admin/commands/commands.h"

namespace tancua::admin {
namespace {

using nlohmann::ordered_json;

struct ClientWish {
  std::string id;
  std::string display_name;
  std::vector<std::string> scopes;
  std::vector<std::string> wards;
  std::string jwk_file;
  std::string thumbprint;
};

ordered_json ShownClient(const ordered_json& client) {
  return {{"name", client.value("name", "")},
          {"displayName", client.value("displayName", "")},
          {"scopes", client.value("scopes", ordered_json::array())},
          {"wards", client.value("wards", ordered_json::array())},
          {"disabled", client.value("disabled", false)}};
}

absl::Status ListClients(const Options& options) {
  ASSIGN_OR_RETURN(Api api, Api::AsOfficer(options));
  ASSIGN_OR_RETURN(const ordered_json clients, api.List("/v1/clients", "clients"));
  ordered_json shown = ordered_json::array();
  for (const ordered_json& client : clients) shown.push_back(ShownClient(client));
  Print(options, shown);
  return absl::OkStatus();
}

absl::Status CreateClient(const Options& options, const ClientWish& wish) {
  ASSIGN_OR_RETURN(Api api, Api::AsOfficer(options));
  ordered_json wards = ordered_json::array();
  for (const std::string& ward : wish.wards) wards.push_back(absl::StrCat("wards/", ward));
  const ordered_json client{
      {"displayName", wish.display_name}, {"scopes", wish.scopes}, {"wards", wards}};
  ASSIGN_OR_RETURN(
      const ordered_json created,
      api.Post("/v1/clients",
               {{"requestId", NewRequestId()}, {"clientId", wish.id}, {"client", client}}));
  Print(options, ShownClient(created));
  return absl::OkStatus();
}

// The public key or the certificate of the partner; else a secret is made and shown, once.
absl::Status AddClientKey(const Options& options, const ClientWish& wish) {
  ASSIGN_OR_RETURN(Api api, Api::AsOfficer(options));
  ordered_json body{{"requestId", NewRequestId()}};
  if (!wish.jwk_file.empty()) {
    std::ifstream in(wish.jwk_file);
    body["jsonWebKey"] = std::string{std::istreambuf_iterator<char>(in), {}};
  } else if (!wish.thumbprint.empty()) {
    body["certificateThumbprint"] = wish.thumbprint;
  } else {
    body["generateSecret"] = true;
  }
  ASSIGN_OR_RETURN(const ordered_json added,
                   api.Post(absl::StrCat("/v1/clients/", wish.id, "/keys"), body));
  ordered_json shown = added.value("key", ordered_json::object());
  if (added.contains("secret")) shown["secret"] = added["secret"];
  Print(options, shown);
  return absl::OkStatus();
}

}  // namespace

void AddClients(Cli& cli) {
  auto wish = std::make_shared<ClientWish>();
  CLI::App* group = cli.AddGroup("clients", "Partners that call in their own right");
  cli.Add(*group, "list", "List those that you manage",
          [&cli] { return ListClients(cli.options); });
  CLI::App* create = cli.Add(*group, "create", "Register one; it needs a key before it can sign in",
                             [&cli, wish] { return CreateClient(cli.options, *wish); });
  create->add_option("ID", wish->id, "3 to 40 of a-z, 0-9 and -")->required();
  create->add_option("--display-name", wish->display_name, "who it is")->required();
  create
      ->add_option("--scope", wish->scopes,
                   "dossiers.read, dossiers.write, applicants.read, messages.read; may be repeated")
      ->allow_extra_args(false)
      ->required();
  create->add_option("--ward", wish->wards, "code of a ward that it may act for; may be repeated")
      ->allow_extra_args(false)
      ->required();
  CLI::App* key =
      cli.Add(*group, "add-key", "Give one a key; without options a secret is made and shown, once",
              [&cli, wish] { return AddClientKey(cli.options, *wish); });
  key->add_option("ID", wish->id, "the client")->required();
  CLI::Option* jwk =
      key->add_option("--jwk", wish->jwk_file, "file of its public JWK")->check(CLI::ExistingFile);
  key->add_option("--certificate-thumbprint", wish->thumbprint, "SHA-256 of its certificate")
      ->excludes(jwk);
}

}  // namespace tancua::admin

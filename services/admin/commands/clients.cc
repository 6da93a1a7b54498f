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

ordered_json WardNames(const std::vector<std::string>& codes) {
  ordered_json names = ordered_json::array();
  for (const std::string& code : codes) names.push_back(absl::StrCat("wards/", code));
  return names;
}

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
  const ordered_json client{{"displayName", wish.display_name},
                            {"scopes", wish.scopes},
                            {"wards", WardNames(wish.wards)}};
  ASSIGN_OR_RETURN(
      const ordered_json created,
      api.Post("/v1/clients",
               {{"requestId", NewRequestId()}, {"clientId", wish.id}, {"client", client}}));
  Print(options, ShownClient(created));
  return absl::OkStatus();
}

absl::Status UpdateClient(const Options& options, const ClientWish& wish) {
  ordered_json fields = ordered_json::object();
  if (!wish.display_name.empty()) fields["displayName"] = wish.display_name;
  if (!wish.scopes.empty()) fields["scopes"] = wish.scopes;
  if (!wish.wards.empty()) fields["wards"] = WardNames(wish.wards);
  if (fields.empty()) {
    return absl::InvalidArgumentError("nothing to change: give --display-name, --scope or --ward");
  }
  ASSIGN_OR_RETURN(Api api, Api::AsOfficer(options));
  ASSIGN_OR_RETURN(const ordered_json client,
                   api.Patch(absl::StrCat("/v1/clients/", wish.id), fields));
  Print(options, ShownClient(client));
  return absl::OkStatus();
}

// ":disable", ":enable".
absl::Status CallVerb(const Options& options, const ClientWish& wish, const std::string& verb) {
  ASSIGN_OR_RETURN(Api api, Api::AsOfficer(options));
  ASSIGN_OR_RETURN(
      const ordered_json client,
      api.Post(absl::StrCat("/v1/clients/", wish.id, ":", verb), {{"requestId", NewRequestId()}}));
  Print(options, ShownClient(client));
  return absl::OkStatus();
}

ordered_json ShownKey(const ordered_json& key) {
  return {{"name", key.value("name", "")},
          {"kind", key.value("kind", "")},
          {"state", key.value("state", "")},
          {"created", key.value("createTime", "")},
          {"expires", key.value("expireTime", "")}};
}

absl::Status ListKeys(const Options& options, const ClientWish& wish) {
  ASSIGN_OR_RETURN(Api api, Api::AsOfficer(options));
  ASSIGN_OR_RETURN(const ordered_json keys,
                   api.List(absl::StrCat("/v1/clients/", wish.id, "/keys"), "keys"));
  ordered_json shown = ordered_json::array();
  for (const ordered_json& key : keys) shown.push_back(ShownKey(key));
  Print(options, shown);
  return absl::OkStatus();
}

absl::Status RevokeKey(const Options& options, const std::string& key) {
  ASSIGN_OR_RETURN(Api api, Api::AsOfficer(options));
  ASSIGN_OR_RETURN(const ordered_json revoked,
                   api.Post(absl::StrCat("/v1/", key, ":revoke"), {{"requestId", NewRequestId()}}));
  Print(options, ShownKey(revoked));
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

// What a client is; all of it is needed of a new one.
void AddFacts(CLI::App& command, ClientWish& wish, bool required) {
  command.add_option("--display-name", wish.display_name, "who it is")->required(required);
  command
      .add_option("--scope", wish.scopes,
                  "dossiers.read, dossiers.write, applicants.read, messages.read; may be repeated")
      ->allow_extra_args(false)
      ->required(required);
  command.add_option("--ward", wish.wards, "code of a ward that it may act for; may be repeated")
      ->allow_extra_args(false)
      ->required(required);
}

void AddKeyCommands(Cli& cli, CLI::App& group, const std::shared_ptr<ClientWish>& wish) {
  CLI::App* key =
      cli.Add(group, "add-key", "Give one a key; without options a secret is made and shown, once",
              [&cli, wish] { return AddClientKey(cli.options, *wish); });
  key->add_option("ID", wish->id, "the client")->required();
  CLI::Option* jwk =
      key->add_option("--jwk", wish->jwk_file, "file of its public JWK")->check(CLI::ExistingFile);
  key->add_option("--certificate-thumbprint", wish->thumbprint, "SHA-256 of its certificate")
      ->excludes(jwk);
  cli.Add(group, "keys", "List the keys of one; never a secret",
          [&cli, wish] { return ListKeys(cli.options, *wish); })
      ->add_option("ID", wish->id, "the client")
      ->required();
  auto name = std::make_shared<std::string>();
  cli.Add(group, "revoke-key", "End a key at once, with every token that was issued for it",
          [&cli, name] { return RevokeKey(cli.options, *name); })
      ->add_option("NAME", *name, "clients/…/keys/…, as listed")
      ->required();
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
  AddFacts(*create, *wish, true);
  CLI::App* update = cli.Add(
      *group, "update", "Change who it is or what it may do; tokens that it has keep what they say",
      [&cli, wish] { return UpdateClient(cli.options, *wish); });
  update->add_option("ID", wish->id, "the client")->required();
  AddFacts(*update, *wish, false);
  cli.Add(*group, "disable", "Shut one out: its tokens are refused at once",
          [&cli, wish] { return CallVerb(cli.options, *wish, "disable"); })
      ->add_option("ID", wish->id, "the client")
      ->required();
  cli.Add(*group, "enable", "Let one in again; it needs new tokens",
          [&cli, wish] { return CallVerb(cli.options, *wish, "enable"); })
      ->add_option("ID", wish->id, "the client")
      ->required();
  AddKeyCommands(cli, *group, wish);
}

}  // namespace tancua::admin

#pragma once

#include <string>
#include <vector>

#include "common/config/binder.h"

namespace tancua::simulator {

struct SimulatorConfig {
  bool enabled = true;
  std::string address = "127.0.0.1";
  int port = 8090;
  std::string public_url;  // "": made of address and port
  std::string persons_file = "services/simulator/data/persons.yaml";
  std::string staff_file = "services/simulator/data/staff.yaml";
  std::string zns_templates_dir = "services/notification/data/templates";
  int messages_kept = 20000;
  // The same development defaults as the identity service's; nobody else accepts them.
  std::string client_id = "tancua-development";
  std::string client_secret = "development-only-not-a-secret";
  config::Secret wrapping_key;
  std::vector<std::string> redirect_uris = {"http://127.0.0.1:8080/callback",
                                            "http://localhost:8080/callback"};
};

inline void Bind(config::Binder& b, SimulatorConfig& c) {
  b.Value("enabled", c.enabled, "whether the simulator runs; it must not in production");
  b.Value("address", c.address, "address to listen on");
  b.Value("port", c.port, "HTTP port; 0 takes a free one");
  b.Value("public_url", c.public_url,
          "base of the issuers and of links; empty: http://<address>:<port>");
  b.Value("persons_file", c.persons_file, "demo citizens (YAML), below the data root");
  b.Value("staff_file", c.staff_file, "demo officers (YAML), below the data root");
  b.Value("zns_templates_dir", c.zns_templates_dir,
          "ZNS templates that Zalo counts as approved, below the data root");
  b.Value("messages_kept", c.messages_kept, "Zalo and SMS messages that can be looked at");
  b.Value("client_id", c.client_id, "OpenID Connect client that both realms accept");
  b.Value("client_secret", c.client_secret, "its secret; a development value, never a real one");
  b.File("wrapping_key", c.wrapping_key,
         "RSA public key (PEM) of the client, for the answers of the realm vneid-wrapped; none: "
         "it answers 503");
  b.Value("redirect_uris", c.redirect_uris, "where the realms may send browsers back, exactly");
}

}  // namespace tancua::simulator

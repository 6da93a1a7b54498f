#include "common/redis/client.h"

namespace tancua::redis {

void Bind(config::Binder& b, Config& c) {
  b.Value("address", c.address, "host:port of Redis, or the path of its Unix socket");
  b.Value("user", c.user, "ACL user; empty is the default user");
  b.File("password", c.password, "password of the user");
  b.Value("sentinels", c.sentinels, "host:port of each Sentinel; when set, address is not used");
  b.Value("sentinel_master", c.sentinel_master, "name under which the Sentinels know the master");
  b.Value("prefix", c.prefix, "first part of every key");
  b.Value("timeout", c.timeout, "longest wait for a connection or an answer");
}

}  // namespace tancua::redis

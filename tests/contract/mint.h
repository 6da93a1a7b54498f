#pragma once

#include <string>

#include "common/rpc/call.h"
#include "tests/support/deployment.h"

namespace tancua {

// Makes access tokens of anybody, signed with the installation's own key.
class Mint {
 public:
  explicit Mint(const testing::Deployment& deployment);
  // Good for ten minutes; "" for an anonymous caller.
  [[nodiscard]] std::string TokenFor(const rpc::Caller& caller) const;

 private:
  std::string pem_;
  std::string key_id_;  // as the installation publishes it
};

}  // namespace tancua

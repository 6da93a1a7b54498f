#include "common/rpc/grpc_tls.h"

#include <grpc/grpc.h>
#include <grpc/grpc_security.h>

#include <algorithm>

#include "common/tls/certificate.h"

namespace tancua::rpc {
namespace {

// gRPC's C++ face takes fixed certificates, or files that it reads itself without checking that
// the key fits. The C API below it asks at each handshake.
class ReloadingCredentials final : public grpc::ServerCredentials {
 public:
  explicit ReloadingCredentials(const tls::Credentials& tls) : tls_(tls) {
    auto* options = grpc_ssl_server_credentials_create_options_using_config_fetcher(
        RequestType(tls.config()), &ReloadingCredentials::Fetch, this);
    credentials_ = grpc_ssl_server_credentials_create_with_options(options);
  }
  ~ReloadingCredentials() override { grpc_server_credentials_release(credentials_); }

  void SetAuthMetadataProcessor(const std::shared_ptr<grpc::AuthMetadataProcessor>&) override {}

 private:
  static grpc_ssl_client_certificate_request_type RequestType(const tls::Config& config) {
    const bool verify = !config.ca_file.empty();
    if (config.client_certificates == "require") {
      return verify ? GRPC_SSL_REQUEST_AND_REQUIRE_CLIENT_CERTIFICATE_AND_VERIFY
                    : GRPC_SSL_REQUEST_AND_REQUIRE_CLIENT_CERTIFICATE_BUT_DONT_VERIFY;
    }
    if (config.client_certificates == "optional") {
      return verify ? GRPC_SSL_REQUEST_CLIENT_CERTIFICATE_AND_VERIFY
                    : GRPC_SSL_REQUEST_CLIENT_CERTIFICATE_BUT_DONT_VERIFY;
    }
    return GRPC_SSL_DONT_REQUEST_CLIENT_CERTIFICATE;
  }

  static grpc_ssl_certificate_config_reload_status Fetch(
      void* self, grpc_ssl_server_certificate_config** config) {
    return static_cast<ReloadingCredentials*>(self)->Give(config);
  }

  // gRPC calls this under a lock of its own.
  grpc_ssl_certificate_config_reload_status Give(grpc_ssl_server_certificate_config** config) {
    auto current = tls_.current();
    if (current == given_) return GRPC_SSL_CERTIFICATE_CONFIG_RELOAD_UNCHANGED;
    given_ = std::move(current);
    const grpc_ssl_pem_key_cert_pair pair{given_->private_key.c_str(),
                                          given_->certificate_chain.c_str()};
    *config = grpc_ssl_server_certificate_config_create(
        given_->ca.empty() ? nullptr : given_->ca.c_str(), &pair, 1);
    return GRPC_SSL_CERTIFICATE_CONFIG_RELOAD_NEW;
  }

  int AddPortToServer(const std::string& address, grpc_server* server) override {
    return grpc_server_add_http2_port(server, address.c_str(), credentials_);
  }

  const tls::Credentials& tls_;
  std::shared_ptr<const tls::Material> given_;
  grpc_server_credentials* credentials_;
};

bool NamesOneOf(const grpc::AuthContext& peer, const std::vector<std::string>& names) {
  const auto own = peer.FindPropertyValues(GRPC_X509_SAN_PROPERTY_NAME);
  return std::any_of(own.begin(), own.end(), [&](const grpc::string_ref& name) {
    return std::find(names.begin(), names.end(), std::string(name.data(), name.size())) !=
           names.end();
  });
}

}  // namespace

std::shared_ptr<grpc::ServerCredentials> ServerCredentials(const tls::Credentials* tls) {
  if (tls == nullptr) return grpc::InsecureServerCredentials();
  return std::make_shared<ReloadingCredentials>(*tls);
}

std::shared_ptr<grpc::ChannelCredentials> ChannelCredentials(const tls::Material* material) {
  if (material == nullptr) return grpc::InsecureChannelCredentials();
  return grpc::SslCredentials({.pem_root_certs = material->ca,
                               .pem_private_key = material->private_key,
                               .pem_cert_chain = material->certificate_chain});
}

void SetClientCertificate(const grpc::AuthContext& peer, const tls::Config& config,
                          const std::vector<std::string>& forwarders, Metadata& metadata) {
  // A name counts only when an authority of ours has checked it.
  if (!config.ca_file.empty() && NamesOneOf(peer, forwarders)) return;
  metadata.erase(std::string(kClientCertificateThumbprint));
  const auto pem = peer.FindPropertyValues(GRPC_X509_PEM_CERT_PROPERTY_NAME);
  if (pem.empty()) return;
  metadata.emplace(kClientCertificateThumbprint,
                   tls::ThumbprintOfPem({pem.front().data(), pem.front().size()}));
}

}  // namespace tancua::rpc

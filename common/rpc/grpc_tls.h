#pragma once

#include <grpcpp/grpcpp.h>

#include <memory>
#include <string>
#include <vector>

#include "common/rpc/call.h"
#include "common/tls/credentials.h"

// What gRPC needs to know of TLS; nothing outside common/rpc includes this.
namespace tancua::rpc {

// Credentials of a listener: each handshake uses the newest certificate. `tls` null: in the
// clear. Both the credentials and `tls` outlive the server.
[[nodiscard]] std::shared_ptr<grpc::ServerCredentials> ServerCredentials(
    const tls::Credentials* tls);

// Credentials for calls, showing our certificate; null: in the clear.
[[nodiscard]] std::shared_ptr<grpc::ChannelCredentials> ChannelCredentials(
    const tls::Material* material);

// Makes kClientCertificateThumbprint say what the connection proves: the thumbprint of the
// caller's certificate, or nothing. Only a caller whose certificate names one of `forwarders`
// may state it, because it hands on the calls of others.
void SetClientCertificate(const grpc::AuthContext& peer, const tls::Config& config,
                          const std::vector<std::string>& forwarders, Metadata& metadata);

}  // namespace tancua::rpc

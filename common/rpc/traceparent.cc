#include "common/rpc/traceparent.h"

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "common/crypto/digest.h"

namespace tancua::rpc {
namespace {

// "00-<32 hex>-<16 hex>-<2 hex>" (W3C Trace Context, version 00).
bool IsTraceparent(std::string_view text) {
  if (text.size() != 55) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool dash = i == 2 || i == 35 || i == 52;
    const auto c = static_cast<unsigned char>(text[i]);
    if (dash ? c != '-' : !absl::ascii_isxdigit(c) || absl::ascii_isupper(c)) return false;
  }
  return text.substr(0, 2) == "00";
}

std::string Hex(std::size_t bytes) { return absl::BytesToHexString(crypto::RandomBytes(bytes)); }

}  // namespace

std::string TraceparentOf(const Metadata& metadata) {
  auto it = metadata.find("traceparent");
  if (it != metadata.end() && IsTraceparent(it->second)) return it->second;
  return absl::StrCat("00-", Hex(16), "-", Hex(8), "-01");
}

}  // namespace tancua::rpc

// The examples of RFC 7515, appendix A: proof that others' tokens verify here.
#include <string>

#include "common/jose/jwt.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "nlohmann/json.hpp"

namespace tancua::jose {
namespace {

using ::testing::StartsWith;

const std::string kPayload =
    "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlf"
    "Q";

const char kRsaKey[] =
    R"({"keys":[{"kty":"RSA","e":"AQAB","n":"ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_)"
    R"(wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZ)"
    R"(S-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5)"
    R"(rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9k)"
    R"(G4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb5)"
    R"(4h4FRWyuXpoQ"}]})";
const std::string kRsaToken =
    "eyJhbGciOiJSUzI1NiJ9." + kPayload +
    ".cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5"
    "jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L"
    "07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUi"
    "pUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw";

const char kEcKey[] = R"({"keys":[{"kty":"EC","crv":"P-256",)"
                      R"("x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",)"
                      R"("y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}]})";
const std::string kEcToken =
    "eyJhbGciOiJFUzI1NiJ9." + kPayload +
    ".DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q";

// The examples have no audience; that refusal comes after the signature was found good.
std::string Outcome(const char* keys, const std::string& token) {
  Expectation expectation;
  expectation.issuer = "joe";
  expectation.audience = "anyone";
  expectation.algorithms = {"RS256", "ES256"};
  expectation.now = absl::FromUnixSeconds(1300819000);
  return std::string(KeySet::Parse(keys)->Verify(token, expectation).status().message());
}

std::string Tampered(std::string token, std::size_t position) {
  token[position] = token[position] == 'A' ? 'B' : 'A';
  return token;
}

TEST(Rfc7515, VerifiesTheRs256ExampleAndNotAChangedOne) {
  EXPECT_EQ(Outcome(kRsaKey, kRsaToken), "audience");
  EXPECT_EQ(Outcome(kRsaKey, Tampered(kRsaToken, kRsaToken.rfind('.') + 5)), "signature");
}

TEST(Rfc7515, VerifiesTheEs256ExampleAndNotAChangedOne) {
  EXPECT_EQ(Outcome(kEcKey, kEcToken), "audience");
  EXPECT_EQ(Outcome(kEcKey, Tampered(kEcToken, kEcToken.rfind('.') + 5)), "signature");
}

TEST(Rfc7515, RefusesTheHs256ExampleAndTheUnsecuredOne) {
  EXPECT_EQ(Outcome(kRsaKey, "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9." + kPayload +
                                 ".dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"),
            "algorithm");
  EXPECT_EQ(Outcome(kRsaKey, "eyJhbGciOiJub25lIn0." + kPayload + "."), "algorithm");
}

TEST(Rfc7515, RefusesAKeyOfTheOtherType) {
  EXPECT_EQ(Outcome(kEcKey, kRsaToken), "key_unknown");
  EXPECT_EQ(Outcome(kRsaKey, kEcToken), "key_unknown");
}

}  // namespace
}  // namespace tancua::jose

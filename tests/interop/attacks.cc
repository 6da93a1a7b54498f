#include "tests/interop/attacks.h"

namespace tancua::interop {
namespace {

using identity::kIdentityLevelTooLow;
using identity::kIdentityRefused;
using identity::kProviderUnavailable;
using identity::kRedirectUriNotAllowed;
using identity::kVerificationStateMismatch;
using identity::kVerificationUsed;

constexpr char kHonest[] = "{}";

std::vector<Attack> OnTheRedirect() {
  return {
      {"UnlistedRedirectUri", "a redirect URI that differs in one character", kHonest,
       &kRedirectUriNotAllowed, "", Way::kUnlistedRedirect},
      {"OtherBrowser", "the redirect of another browser (`state`)", kHonest,
       &kVerificationStateMismatch, "", Way::kOtherBrowser},
      {"MissingRedirectIssuer", "a redirect without `iss`, though the provider sends it (RFC 9207)",
       kHonest, &kVerificationStateMismatch, "", Way::kNoIssuer},
      {"OtherRedirectIssuer", "a redirect of another provider (mix-up, RFC 9207)", kHonest,
       &kVerificationStateMismatch, "", Way::kOtherIssuer},
      {"RefusedConsent", "the person does not agree", R"({"deny":true})", &kIdentityRefused,
       "access_denied"},
  };
}

std::vector<Attack> OnTheCode() {
  return {
      {"VerificationTwice", "the same redirect twice", kHonest, &kVerificationUsed, "",
       Way::kVerificationTwice},
      {"ReusedCode", "a code twice, although our own record of its use was lost", kHonest,
       &kIdentityRefused, "code", Way::kCodeTwice},
      {"ExpiredCode", "a code after its end", kHonest, &kIdentityRefused, "code",
       Way::kExpiredCode},
      {"StolenCode", "the code of another person's verification (PKCE)", kHonest, &kIdentityRefused,
       "code", Way::kCodeOfAnother},
      {"InventedCode", "an invented code", kHonest, &kIdentityRefused, "code", Way::kInventedCode},
  };
}

std::vector<Attack> OnTheSignature() {
  return {
      {"UnsignedToken", "an unsigned token (`alg: none`)", R"({"id_token":{"sign":"none"}})",
       &kIdentityRefused, "id_token_algorithm"},
      {"PublicKeyAsSecret", "a token signed with HS256, the secret being the public key",
       R"({"id_token":{"sign":"hs256_with_public_key"}})", &kIdentityRefused, "id_token_algorithm"},
      {"ChangedPayload", "a token whose claims were changed after signing",
       R"({"id_token":{"sign":"payload_changed","set":{"sub":"hoa"}}})", &kIdentityRefused,
       "id_token_signature"},
      {"KeyOfAStranger", "a token signed by a stranger under a key id of the provider",
       R"({"id_token":{"sign":"stranger"}})", &kIdentityRefused, "id_token_signature"},
      {"UnknownKey", "a token under a key id that the provider never published",
       R"({"id_token":{"sign":"unknown_key"}})", &kIdentityRefused, "id_token_key_unknown"},
      {"KeyInTheHeader", "a token that brings its own key along (`jwk`)",
       R"({"id_token":{"sign":"key_in_header"}})", &kIdentityRefused, "id_token_signature"},
      {"OtherKeyType", "a token whose algorithm does not fit the key that it names",
       R"({"id_token":{"sign":"other_key_type"}})", &kIdentityRefused, "id_token_key_unknown"},
      {"CriticalExtension", "a token with an extension that must be understood (`crit`)",
       R"({"id_token":{"header":{"crit":["b64"],"b64":true}}})", &kIdentityRefused,
       "id_token_malformed"},
      {"NoToken", "no ID token at all", R"({"tokens":{"id_token":null}})", &kIdentityRefused,
       "id_token_malformed"},
  };
}

std::vector<Attack> OnTheClaims() {
  return {
      {"OtherIssuer", "a token of another issuer",
       R"({"id_token":{"set":{"iss":"https://issuer.invalid"}}})", &kIdentityRefused,
       "id_token_issuer"},
      {"OtherAudience", "a token for another client", R"({"id_token":{"set":{"aud":"other"}}})",
       &kIdentityRefused, "id_token_audience"},
      {"SeveralAudiences", "a token for several clients that does not say whose it is",
       R"({"id_token":{"set":{"aud":["tancua-rs256","other"]},"drop":["azp"]}})", &kIdentityRefused,
       "azp"},
      {"OtherAuthorisedParty", "a token that was issued to another client (`azp`)",
       R"({"id_token":{"set":{"azp":"other"}}})", &kIdentityRefused, "azp"},
      {"OtherNonce", "a token of another verification (`nonce`)",
       R"({"id_token":{"set":{"nonce":"other"}}})", &kIdentityRefused, "nonce"},
      {"NoNonce", "a token without `nonce`", R"({"id_token":{"drop":["nonce"]}})",
       &kIdentityRefused, "nonce"},
      {"NoSubject", "a token of nobody (`sub`)", R"({"id_token":{"drop":["sub"]}})",
       &kIdentityRefused, "sub"},
      {"OtherAccessToken", "an access token beside which the token was not issued (`at_hash`)",
       R"({"id_token":{"set":{"at_hash":""}}})", &kIdentityRefused, "at_hash"},
  };
}

std::vector<Attack> OnTheTimes() {
  return {
      {"Expired", "a token that ended more than a minute ago", R"({"clock_s":-200})",
       &kIdentityRefused, "id_token_expired"},
      {"NoEnd", "a token without end (`exp`)", R"({"id_token":{"drop":["exp"]}})",
       &kIdentityRefused, "id_token_malformed"},
      {"FromTheFuture", "a token made more than a minute from now (`iat`)", R"({"clock_s":100})",
       &kIdentityRefused, "id_token_not_yet_valid"},
      {"NotYetValid", "a token that begins more than a minute from now (`nbf`)",
       R"({"id_token":{"shift":{"nbf":100}}})", &kIdentityRefused, "id_token_not_yet_valid"},
      {"MadeLongAgo", "a token made long before its code was exchanged (`iat`)",
       R"({"id_token":{"shift":{"iat":-700}}})", &kIdentityRefused, "iat"},
  };
}

std::vector<Attack> OnTheAssurance() {
  return {
      {"LevelOfSignInTooLow", "a sign-in of level 1 where level 2 is needed (`acr`)",
       R"({"id_token":{"set":{"acr":"LoA1"}}})", &kIdentityLevelTooLow, ""},
      {"NoLevelOfSignIn", "a sign-in of which the provider does not say the level",
       R"({"id_token":{"drop":["acr"]}})", &kIdentityLevelTooLow, ""},
      {"LevelOfAccountTooLow", "an account of level 1 where level 2 is needed",
       R"({"userinfo":{"muc_dinh_danh":"1"}})", &kIdentityLevelTooLow, ""},
      {"ProofTooOld", "a proof older than the step-up allows (`auth_time`)",
       R"({"auth_age_s":200})", &status::kVerificationTooOld, "", Way::kStepUp},
      {"ProofOfTheFuture", "a proof that would stay recent for long (`auth_time` ahead)",
       R"({"id_token":{"shift":{"auth_time":3600}}})", &kIdentityRefused, "auth_time"},
      {"NoTimeOfProof", "a step-up of which the provider does not say the time",
       R"({"id_token":{"drop":["auth_time"]}})", &status::kVerificationTooOld, "", Way::kStepUp},
  };
}

std::vector<Attack> OnUserinfo() {
  return {
      {"UserinfoOfAnother", "userinfo of another person", R"({"userinfo":{"sub":"hoa"}})",
       &kIdentityRefused, "userinfo_sub"},
      {"NumberUnreadable", "a number that is none", R"({"userinfo":{"so_dinh_danh":"12345"}})",
       &kIdentityRefused, "claim_number"},
      {"UnsignedUserinfo", "unsigned userinfo where it must be signed",
       R"({"userinfo_token":{"sign":"none"}})", &kIdentityRefused, "userinfo_algorithm",
       Way::kSignedUserinfo},
      {"UserinfoForAnotherClient", "signed userinfo for another client",
       R"({"userinfo_token":{"set":{"aud":"other"}}})", &kIdentityRefused, "userinfo_audience",
       Way::kSignedUserinfo},
      {"DiscoveryOfAnother", "a discovery document of another issuer",
       R"({"discovery":{"issuer":"https://issuer.invalid"}})", &kProviderUnavailable, ""},
  };
}

}  // namespace

const std::vector<Attack>& Attacks() {
  static const std::vector<Attack> all = [] {
    std::vector<Attack> attacks;
    for (const auto& group : {OnTheRedirect(), OnTheCode(), OnTheSignature(), OnTheClaims(),
                              OnTheTimes(), OnTheAssurance(), OnUserinfo()}) {
      attacks.insert(attacks.end(), group.begin(), group.end());
    }
    return attacks;
  }();
  return all;
}

}  // namespace tancua::interop

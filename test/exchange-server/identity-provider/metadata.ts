/** What a client finds under /.well-known/openid-configuration (OpenID Connect Discovery 1.0, section 3). */
import { DEVICE_CODE_GRANT } from './token-endpoint.ts'

/** @param base address of the provider with the tenant as the client names it */
export const metadata = (issuer: string, base: string): Readonly<Record<string, unknown>> => ({
  issuer,
  authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
  token_endpoint: `${base}/oauth2/v2.0/token`,
  device_authorization_endpoint: `${base}/oauth2/v2.0/devicecode`,
  end_session_endpoint: `${base}/oauth2/v2.0/logout`,
  revocation_endpoint: `${base}/oauth2/v2.0/revoke`,
  jwks_uri: `${base}/discovery/v2.0/keys`,
  response_modes_supported: ['query', 'fragment', 'form_post'],
  response_types_supported: ['code'],
  grant_types_supported: ['authorization_code', 'refresh_token', DEVICE_CODE_GRANT, 'client_credentials'],
  code_challenge_methods_supported: ['S256'],
  scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
  subject_types_supported: ['pairwise'],
  id_token_signing_alg_values_supported: ['RS256'],
  token_endpoint_auth_methods_supported: ['client_secret_post', 'client_secret_basic', 'private_key_jwt'],
  claims_supported: ['sub', 'iss', 'aud', 'exp', 'iat', 'nonce', 'preferred_username', 'name', 'tid', 'oid'],
})

import { env } from "#platform";
import type { AuthScheme } from "../contract/service.js";

/** The setting of a client that has several ways to authenticate. */
export interface PreferenceConfig {
  /**
   * The ways to authenticate, the preferred first: names of traits, such as `sigv4a`, `sigv4` and
   * `httpBearerAuth`. Others follow in the service's order, and what the service does not have is
   * passed over. By default `AWS_AUTH_SCHEME_PREFERENCE`.
   */
  readonly authSchemePreference?: readonly string[] | undefined;
}

/**
 * What puts the schemes that a client prefers first
 * (https://docs.aws.amazon.com/sdkref/latest/guide/feature-auth-scheme-preference.html). A token in the
 * environment is preferred to other schemes, unless the client's own setting says otherwise.
 *
 * @param variable - of the environment, which has such a token
 */
export const preferring =
  ({ authSchemePreference }: PreferenceConfig, variable = "") =>
  (schemes: readonly AuthScheme[]): readonly AuthScheme[] => {
    const wanted =
      authSchemePreference ??
      (env[variable] ? ["httpBearerAuth"] : env["AWS_AUTH_SCHEME_PREFERENCE"]?.split(","));
    // Without the namespace: `aws.auth#sigv4`.
    const names = (wanted ?? []).map((name) => name.trim().replace(/.*#/, ""));
    const preferred = names.flatMap((wanted) => schemes.filter(({ name }) => name === wanted));
    return [...new Set([...preferred, ...schemes])];
  };

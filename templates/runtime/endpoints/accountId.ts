import { env } from "#platform";
import type { ClientConfig } from "../contract/config.js";
import { misconfigured } from "../contract/endpoint.js";
import type { Identity } from "../contract/service.js";

/** Whether requests go to endpoints of the caller's account. */
export type AccountIdEndpointMode = "preferred" | "required" | "disabled";

/** The settings of a client whose endpoints may depend on the account. */
export interface AccountIdConfig extends ClientConfig {
  readonly accountIdEndpointMode?: AccountIdEndpointMode | undefined;
}

/**
 * Whether to use endpoints of accounts
 * (https://docs.aws.amazon.com/sdkref/latest/guide/feature-account-endpoints.html).
 *
 * @throws ConfigError
 */
export function accountIdEndpointMode(config: AccountIdConfig): AccountIdEndpointMode {
  const mode = config.accountIdEndpointMode ?? (env["AWS_ACCOUNT_ID_ENDPOINT_MODE"] || "preferred");
  if (/^(preferred|required|disabled)$/.test(mode)) return mode as AccountIdEndpointMode;
  misconfigured("accountIdEndpointMode has to be preferred, required or disabled");
}

/**
 * The account that the credentials are of, where they tell, and endpoints may depend on it. With
 * credentials from the environment, `AWS_ACCOUNT_ID` tells.
 *
 * @throws ConfigError, CredentialsError
 */
export async function accountId(
  config: AccountIdConfig & { readonly credentials?: unknown },
  identity: () => Promise<Pick<Identity, "accountId">>,
): Promise<string | undefined> {
  if (accountIdEndpointMode(config) === "disabled") return undefined;
  const { accountId } = await identity();
  return accountId ?? (config.credentials ? undefined : env["AWS_ACCOUNT_ID"] || undefined);
}

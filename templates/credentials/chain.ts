import { hostOf } from "./host.js";
import {
  skip,
  stop,
  type FoundCredentials,
  type Provider,
  type ProviderProperties,
  type SourceError,
} from "./provider.js";
import { fromContainerMetadata, type ContainerOptions } from "./sources/container.js";
import { fromEnv } from "./sources/environment.js";
import { fromInstanceMetadata, type InstanceOptions } from "./sources/instance.js";
import { fromIni, type IniOptions } from "./sources/profile.js";
import { fromSSO, type SSOOptions } from "./sources/sso.js";
import { fromTokenFile, type TokenFileOptions } from "./sources/webIdentity.js";

/** What the sources of the chain can be told. */
export type ChainOptions = IniOptions &
  SSOOptions &
  TokenFileOptions &
  ContainerOptions &
  InstanceOptions;

/**
 * The sources in the order of the AWS SDKs and Tools reference
 * (https://docs.aws.amazon.com/sdkref/latest/guide/standardized-credentials.html): the environment,
 * the profile, a web identity, and the container or else the instance. Where a profile is chosen, by
 * `profile` or `AWS_PROFILE`, the keys of the environment are not looked at, as in AWS SDK v3.
 *
 * What the sources give is kept by whom they are given to; the chain keeps nothing but what
 * {@link fromInstanceMetadata} does.
 *
 * @throws CredentialsError, from what it returns: each source, in order, and why it did not serve
 */
export function fromNodeProviderChain(init: ChainOptions = {}): Provider {
  const host = hostOf(init);
  const { env } = host;
  const instance = fromInstanceMetadata(init);
  const { ssoStartUrl, ssoAccountId, ssoRegion, ssoRoleName, ssoSession } = init;
  const sources: readonly Provider[] = [
    async (properties) => {
      const chosen = init.profile || properties?.callerClientConfig?.profile || env["AWS_PROFILE"];
      if (!chosen) return fromEnv(init)();
      skip(`environment: not looked at, for the profile ${chosen} is chosen`);
    },
    ...((ssoStartUrl ?? ssoAccountId ?? ssoRegion ?? ssoRoleName ?? ssoSession)
      ? [fromSSO(init)]
      : []),
    fromIni(init),
    fromTokenFile(init),
    () =>
      env["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"] || env["AWS_CONTAINER_CREDENTIALS_FULL_URI"]
        ? fromContainerMetadata(init)()
        : instance(),
  ];
  return (properties) => firstOf(sources, properties);
}

/** A chain of one's own, and how long its credentials are kept that do not say when they expire. */
export interface CredentialChain extends Provider {
  /** @param milliseconds - at least five minutes. @throws RangeError where it is less */
  expireAfter(milliseconds: number): CredentialChain;
}

/** Sources in an order of one's own; what {@link fromNodeProviderChain} does with its own. */
export function createCredentialChain(...sources: readonly Provider[]): CredentialChain {
  let kept: number | undefined;
  const chain: CredentialChain = Object.assign(
    async (properties?: ProviderProperties) => {
      const credentials = await firstOf(sources, properties);
      if (credentials.expiration || kept === undefined) return credentials;
      return { ...credentials, expiration: new Date(Date.now() + kept) };
    },
    {
      expireAfter(milliseconds: number) {
        if (!(milliseconds >= 300_000)) throw new RangeError("expireAfter takes 300000 at least");
        kept = milliseconds;
        return chain;
      },
    },
  );
  return chain;
}

/** What the first source gives that has credentials, or the one that was to serve and could not. */
async function firstOf(
  sources: readonly Provider[],
  properties?: ProviderProperties,
): Promise<FoundCredentials> {
  const reasons: string[] = [];
  for (const source of sources) {
    try {
      return await source(properties);
    } catch (thrown) {
      // Alone, it says all there is to say; and what is not a source's own is not the chain's either.
      if (!(thrown as SourceError | undefined)?.tryNextLink) throw thrown;
      reasons.push(`\n- ${(thrown as SourceError).message}`);
    }
  }
  stop(
    `No source has credentials:${reasons.join("")}\n` +
      "Run aws configure or aws sso login, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY",
  );
}

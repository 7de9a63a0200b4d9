import { hostOf, type FullHost } from "../host.js";
import { profileIn, readProfiles, type Profile, type ProfileOptions } from "../profiles.js";
import { found, readWritten, skip, type FoundCredentials, type Provider } from "../provider.js";

/**
 * Credentials that the `credential_process` of a profile prints, a command for the system's shell
 * (https://docs.aws.amazon.com/sdkref/latest/guide/feature-process-credentials.html).
 */
export function fromProcess(init: ProfileOptions = {}): Provider {
  return async (properties) => {
    const all = await readProfiles(init, properties);
    return processCredentials(all.name, profileIn(all, all.name), hostOf(init));
  };
}

/** Credentials of a profile's process. @throws CredentialsError */
export async function processCredentials(
  name: string,
  profile: Profile,
  host: FullHost,
): Promise<FoundCredentials> {
  const { credential_process: command, aws_account_id: account } = profile;
  if (!command) skip(`profile ${name}: it has no credential_process`);
  const given = await printedBy(`profile ${name}: credential_process`, host, command);
  return given.accountId || !account ? given : { ...given, accountId: account };
}

/** Credentials that a program prints, of whose output no message shows anything. */
export async function printedBy(
  from: string,
  { run, clock }: FullHost,
  command: string,
  args?: readonly string[],
): Promise<FoundCredentials> {
  // Without a cause: what a program wrote may be secret.
  const output = await run(command, args).catch((thrown: { readonly code?: string | number }) =>
    skip(`${from} failed (${thrown.code ?? "killed"})`),
  );
  return readWritten(from, output, ["AccessKeyId", "SecretAccessKey"], (written) => {
    if (written.Version !== 1) skip(`${from} gave another Version than 1`);
    if (new Date(written.Expiration as string) < new Date(clock.now())) {
      skip(`${from} gave credentials that have expired`);
    }
  });
}

/** Credentials that a profile has. */
export const staticCredentials = (profile: Profile): FoundCredentials =>
  found(
    profile["aws_access_key_id"]!,
    profile["aws_secret_access_key"]!,
    profile["aws_session_token"],
    undefined,
    profile["aws_account_id"],
  );

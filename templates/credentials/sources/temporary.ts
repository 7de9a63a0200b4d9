import { type Credentials, type CredentialsProvider } from "#runtime";
import { assume, type CallingOptions } from "../calls.js";
import { fromNodeProviderChain } from "../chain.js";
import { hostOf } from "../host.js";
import { stop, type Provider } from "../provider.js";
import type { AssumeRoleRequest } from "../services/sts/operations/assumeRole.js";

/** Which role is assumed, and by whom. */
export interface TemporaryOptions extends CallingOptions {
  /** What STS is asked; `RoleSessionName` is by default one of the client's. */
  readonly params: Omit<AssumeRoleRequest, "RoleSessionName"> & {
    readonly RoleSessionName?: string | undefined;
  };
  /** Who assumes it; by default `clientConfig.credentials`, or what the default chain finds. */
  readonly masterCredentials?: Credentials | CredentialsProvider | undefined;
  /** Asked for the code that the MFA device `params.SerialNumber` shows. */
  readonly mfaCodeProvider?: ((mfaSerial: string) => Promise<string>) | undefined;
}

/** Credentials of a role, by STS's AssumeRole. */
export function fromTemporaryCredentials(init: TemporaryOptions): Provider {
  return async (properties) => {
    const { params, clientConfig, mfaCodeProvider } = init;
    if (!params?.RoleArn) stop("fromTemporaryCredentials: set params.RoleArn");
    const {
      SerialNumber,
      RoleArn,
      RoleSessionName = `tinsmith-${hostOf(init).clock.now()}`,
    } = params;
    const input = { ...params, RoleSessionName };
    if (SerialNumber) {
      if (!mfaCodeProvider) stop(`${RoleArn}: set mfaCodeProvider, for the SerialNumber`);
      input.TokenCode = await mfaCodeProvider(SerialNumber);
    }
    const master =
      init.masterCredentials ?? clientConfig?.credentials ?? fromNodeProviderChain(init);
    const credentials = await (typeof master === "function"
      ? (master as Provider)(properties)
      : master);
    // Without any, STS would be asked as nobody.
    if (!credentials?.accessKeyId) stop(`${RoleArn}: masterCredentials gave no credentials`);
    return assume(RoleArn, init, { properties }, credentials, input);
  };
}

import { env } from "#platform";
import type { Session } from "../contract/http.js";

/** Credentials as the environment has them. */
interface Found extends Session {
  readonly sessionToken?: string | undefined;
  readonly expiration?: Date | undefined;
}

/** Whether credentials may be found where neither config nor environment has any. */
export const hasChain = false;

/** Where credentials are looked for: if none are set, in the environment, where a runtime has one. */
export const credentialsOf = <Given>({
  credentials,
}: {
  readonly credentials?: Given;
}): NonNullable<Given> | (() => Promise<Found>) => credentials ?? fromEnvironment;

// eslint-disable-next-line @typescript-eslint/require-await -- so that it is a provider
const fromEnvironment = async (): Promise<Found> => ({
  accessKeyId: env["AWS_ACCESS_KEY_ID"]!,
  secretAccessKey: env["AWS_SECRET_ACCESS_KEY"]!,
  sessionToken: env["AWS_SESSION_TOKEN"],
});

// A program of someone whose compiler knows the package's root alone, for compilers to check.

import {
  CallError,
  createKMSClient,
  KeyState,
  listKeys,
  reEncrypt,
  unwrap,
  type IncorrectKeyException,
  type KMSClient,
  type KMSClientConfig,
  type ReEncryptError,
} from "@tinsmith/kms";

const config: KMSClientConfig = { region: "eu-west-1" };
const kms: KMSClient = createKMSClient(config);

export async function move(destination: string): Promise<string | undefined> {
  const result = await reEncrypt(kms, { DestinationKeyId: destination });
  if (result.ok) return result.value.KeyId;
  const error: ReEncryptError = result.error;
  return error.name === "IncorrectKeyException" ? wrongKey(error) : error.message;
}

function wrongKey({ requestId, $fault }: IncorrectKeyException): string {
  const fault: "client" | "server" = $fault;
  return requestId ?? fault;
}

export async function more(): Promise<number> {
  const { Keys } = await unwrap(listKeys(kms, { Limit: 10 }));
  // @ts-expect-error -- a required member is missing
  await reEncrypt(kms, {});
  return Keys?.length ?? 0;
}

export const isKnown = (error: unknown): boolean => error instanceof CallError;
export const enabled: "Enabled" = KeyState.Enabled;

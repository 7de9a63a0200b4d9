// A program of someone who uses the package, for compilers to check; never run.

import {
  createKMSClient,
  KeyState,
  reEncrypt,
  unwrap,
  type KMSClient,
  type ReEncryptError,
  type ReEncryptRequest,
  type Result,
} from "@tinsmith/kms";
import type { IncorrectKeyException } from "@tinsmith/kms/errors";
import { listKeys } from "@tinsmith/kms/operations/listKeys";
import { createFakeKMS } from "@tinsmith/kms/testing";

const kms: KMSClient = createKMSClient({
  region: "eu-west-1",
  credentials: async () => ({ accessKeyId: "a", secretAccessKey: "b", expiration: new Date(0) }),
  interceptors: [(request, next) => next({ ...request, headers: { ...request.headers, a: "b" } })],
});

export async function move(input: ReEncryptRequest): Promise<string | undefined> {
  const result = await reEncrypt(kms, input, { timeoutMs: 1000 });
  if (result.ok) return result.value.KeyId;
  const { error } = result;
  switch (error.name) {
    case "IncorrectKeyException":
      return wrongKey(error);
    case "UnmodeledServiceError":
      return error.code;
    case "ResponseError":
      return error.path;
    default:
      return rest(error);
  }
}

function wrongKey({ requestId, $fault }: IncorrectKeyException): string | undefined {
  const fault: "client" | "server" = $fault;
  return requestId ?? fault;
}

function rest(error: Exclude<ReEncryptError, { name: "IncorrectKeyException" }>): string {
  // @ts-expect-error -- it was handled above
  if (error.name === "IncorrectKeyException") return "";
  return error.message;
}

export async function more(): Promise<number> {
  const { Keys } = await unwrap(listKeys(kms, { Limit: 10 }));
  // @ts-expect-error -- a member that the model does not have
  await reEncrypt(kms, { DestinationKeyId: "a", Nonsense: 1 });
  // @ts-expect-error -- a required member is missing
  await reEncrypt(kms, {});
  return Keys?.length ?? 0;
}

export const fake = createFakeKMS({ listKeys: () => ({ Keys: [], Truncated: false }) });
export const enabled: "Enabled" = KeyState.Enabled;
export type Results = Result<string, ReEncryptError>;

import { expect, it } from "vitest";
import {
  findServer,
  refusalOf,
  type RunningServer,
  type ServerKind,
  serverKinds,
  startServer,
} from "./servers.js";

/** A server of KMS that can be started. */
export interface KmsServer {
  /** That of its kind; of a server of the caller's, its endpoint. */
  readonly name: string;
  readonly start: () => Promise<RunningServer>;
}

/**
 * The servers of KMS that are here, or the one that `KMS_ENDPOINT` names. For each that is missing
 * there is a test that is skipped and says so, or fails where all have to be there.
 */
export function kmsServers(): readonly KmsServer[] {
  const { KMS_ENDPOINT } = process.env;
  return KMS_ENDPOINT ? [given(KMS_ENDPOINT)] : serverKinds.flatMap(found);
}

function found(kind: ServerKind): KmsServer[] {
  const command = findServer(kind);
  if (command !== undefined) {
    return [{ name: kind.name, start: () => startServer(kind, command) }];
  }
  const refusal = refusalOf(kind);
  const message =
    `${kind.name}: no ${kind.command} in .cache/servers` +
    (kind.onPath ? " or on PATH" : "") +
    (refusal === undefined
      ? `; "bash .ci/servers" installs it`
      : `: ${refusal}; "bash .ci/servers" asks again, or put ${kind.command} on PATH`);
  if (process.env.CI && refusal === undefined) it(kind.name, () => expect.fail(message));
  else it.skip(message, () => {});
  console.warn(message);
  return [];
}

function given(endpoint: string): KmsServer {
  return {
    name: `KMS_ENDPOINT ${endpoint}`,
    start: () => Promise.resolve({ endpoint, stop: () => Promise.resolve() }),
  };
}

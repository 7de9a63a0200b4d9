import { urlProblem } from "../../source/address.js";
import { openCollection, type Collection } from "../../source/aws.js";
import { AWS_MODELS } from "../../source/awsModels.js";
import type { Network } from "../../source/download.js";
import { createExchange, type Environment } from "../../source/exchange.js";
import type { FetchContext } from "../../source/fetch.js";
import type { Listing } from "../collection.js";
import type { Report } from "../report.js";
import { UserError } from "../userError.js";
import type { Limit } from "./excess.js";
import { messagesOf } from "./messages.js";
import { openRecord, type RecordFile } from "./record.js";
import { openStore } from "./store.js";

/** The world outside, so that tests need not wait for it. */
export interface PullDependencies extends Omit<Network, "exchange"> {
  readonly environment: Environment;
}

/** What models are fetched with, and held against. */
export interface PullContext extends FetchContext {
  readonly force: boolean;
  readonly maxBump?: Limit | undefined;
  readonly records: RecordFile;
}

/** What it takes to fetch the models of a config in a folder. */
export function pullContext(
  {
    offline,
    force,
    maxBump,
  }: Pick<PullContext, "force" | "maxBump"> & { readonly offline: boolean },
  folder: string,
  version: string,
  pull: PullDependencies,
): PullContext {
  return {
    ...fetchContext(offline, folder, `tinsmith/${version}`, pull),
    force,
    maxBump,
    records: openRecord(folder),
  };
}

function fetchContext(
  offline: boolean,
  folder: string,
  userAgent: string,
  { environment, ...outside }: PullDependencies,
): FetchContext {
  const store = openStore(folder);
  const base = { folder, userAgent, maxBytes: outside.limits.maxBytes };
  if (offline) return { ...base, downloads: { store } };
  const network = { ...outside, exchange: createExchange(environment) };
  return {
    ...base,
    downloads: { store, network },
    collection: openCollection(
      {
        url: mirrorOf(environment),
        token: environment.GITHUB_TOKEN?.trim() || undefined,
        userAgent,
      },
      store,
      network,
    ),
  };
}

function mirrorOf({ TINSMITH_AWS_MODELS: mirror }: Environment): string {
  if (mirror === undefined || mirror === "") return AWS_MODELS;
  const problem = URL.canParse(mirror) ? urlProblem(new URL(mirror)) : "this is not a URL";
  if (problem !== undefined) throw new UserError(`TINSMITH_AWS_MODELS: ${problem}.`);
  return mirror;
}

/** What a config may have packages of, where it is for all of the collection. */
export function listingOf(collection: Collection, { warning }: Report): Listing {
  const services = async (): Promise<Iterable<string>> => {
    try {
      return await collection.services();
    } catch (error) {
      throw new UserError(messagesOf(error));
    }
  };
  return { services, warn: warning };
}

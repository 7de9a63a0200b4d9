import { createHash } from "node:crypto";
import { didYouMean } from "../smithy/nearest.js";
import { shown } from "./address.js";
import type { Network } from "./download.js";
import { SourceError } from "./error.js";
import { serviceId } from "./source.js";
import { fetchStored, type Store } from "./store.js";

/** The newest model of a service there. */
export interface OfficialModel {
  readonly id: string;
  readonly version: string;
  readonly path: string;
  /** The ID that Git knows the file's content by. */
  readonly blob: string;
}

/** How the collection is reached. */
export interface CollectionSettings {
  /** The repository's URL in the API. */
  readonly url: string;
  readonly token?: string | undefined;
  readonly userAgent: string;
}

/** AWS's collection of models. All throw a {@link SourceError} where they cannot do what they say. */
export interface Collection {
  /** The IDs of its services. */
  readonly services: () => Promise<ReadonlySet<string>>;
  /** What the newest model of a service is. The list of all is asked for once. */
  readonly newest: (id: string) => Promise<OfficialModel>;
  /** The bytes of the newest model of a service, as Git has them. */
  readonly fetch: (id: string) => Promise<Uint8Array>;
}

const MODEL_PATH = /^models\/([a-z0-9.-]+)\/service\/([\w.-]+)\/\1-\2\.json$/;

/** The collection as it is on the network. */
export function openCollection(
  settings: CollectionSettings,
  store: Store,
  network: Network,
): Collection {
  let list: Promise<ReadonlyMap<string, OfficialModel>> | undefined;
  const all = (): Promise<ReadonlyMap<string, OfficialModel>> =>
    (list ??= listModels(settings, store, network));
  const newest = async (id: string): Promise<OfficialModel> => {
    const models = await all();
    const model = models.get(id);
    if (model) return model;
    const hint = didYouMean(id, models.keys());
    throw new SourceError(`AWS's collection has no service \`${id}\`.${hint}`);
  };
  const fetch = async (id: string): Promise<Uint8Array> =>
    fetchOfficial(await newest(id), settings, store, network);
  return { services: async () => new Set((await all()).keys()), newest, fetch };
}

/** The newest model of every service, in one request (GitHub REST API, "Get a tree"). */
async function listModels(
  settings: CollectionSettings,
  store: Store,
  network: Network,
): Promise<ReadonlyMap<string, OfficialModel>> {
  const url = apiUrl(settings, "git/trees/main?recursive=1");
  const request = {
    name: `list of ${settings.url}`,
    url,
    headers: headers(settings, "application/vnd.github+json"),
    token: settings.token,
  };
  const models = new Map<string, OfficialModel>();
  for (const { path, blob } of readTree(await fetchStored(request, store, network), url)) {
    const [, id, version] = MODEL_PATH.exec(path) ?? [];
    // Paths and names are made of an ID: what is none is no service.
    if (id === undefined || version === undefined || serviceId(id) !== id) continue;
    const known = models.get(id);
    // Versions are dates, such as 2014-11-01: the order of their text is that of time.
    if (!known || known.version < version) models.set(id, { id, version, path, blob });
  }
  if (models.size === 0) throw new SourceError(`${shown(url)} lists no models`);
  return models;
}

/**
 * A model's bytes (GitHub REST API, "Get a blob"): what comes over the wire is held to the ID that
 * the list names.
 */
function fetchOfficial(
  model: OfficialModel,
  settings: CollectionSettings,
  store: Store,
  network: Network,
): Promise<Uint8Array> {
  const request = {
    name: `aws:${model.id}`,
    url: apiUrl(settings, `git/blobs/${model.blob}`),
    headers: headers(settings, "application/vnd.github.raw+json"),
    token: settings.token,
    fixed: true,
    problem: (body: Uint8Array) =>
      blobId(body) === model.blob ? undefined : `not the content of ${model.path}, by its hash`,
  };
  return fetchStored(request, store, network);
}

function apiUrl(collection: CollectionSettings, path: string): URL {
  return new URL(`${collection.url.replace(/\/$/, "")}/${path}`);
}

function headers(
  { userAgent }: CollectionSettings,
  accept: string,
): Readonly<Record<string, string>> {
  return { accept, "user-agent": userAgent, "x-github-api-version": "2022-11-28" };
}

/** The ID that Git gives to a file's content. */
export function blobId(body: Uint8Array): string {
  return createHash("sha1").update(`blob ${body.length}\0`).update(body).digest("hex");
}

function readTree(
  body: Uint8Array,
  url: URL,
): readonly { readonly path: string; readonly blob: string }[] {
  const wrong = (why: string): SourceError => new SourceError(`${shown(url)}: ${why}`);
  let answer: unknown;
  try {
    answer = JSON.parse(new TextDecoder().decode(body));
  } catch {
    throw wrong("the list of models is not JSON");
  }
  if (!isObject(answer) || !Array.isArray(answer.tree)) throw wrong("this is not a list of models");
  if (answer.truncated === true) throw wrong("the list of models is cut off");
  return (answer.tree as unknown[]).flatMap((entry) => {
    if (!isObject(entry) || entry.type !== "blob") return [];
    const { path, sha } = entry;
    const fits = typeof path === "string" && typeof sha === "string" && /^[0-9a-f]{40}$/.test(sha);
    return fits ? [{ path, blob: sha }] : [];
  });
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

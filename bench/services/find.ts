import { readFileSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { gunzipSync } from "node:zlib";
import type { C2jExtras, C2jService } from "./c2j.js";

export interface Found {
  readonly name: string;
  readonly service: C2jService;
  readonly extras: C2jExtras;
}

/**
 * The newest version of each service in a folder that is laid out as botocore's `data` is:
 * `<name>/<version>/service-2.json.gz`, with what else there is beside it. Services that only the
 * second version of signatures can call are left out: they have no Smithy model.
 *
 * @throws where the folder cannot be read, or a file is not what its name says.
 */
export function* findServices(folder: string): Generator<Found> {
  const folders = readdirSync(folder, { withFileTypes: true }).filter((entry) =>
    entry.isDirectory(),
  );
  for (const { name } of folders.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const found = findService(join(folder, name));
    if (found && found.service.metadata.signatureVersion !== "v2") yield found;
  }
}

/** The newest version in a service's folder; `undefined` where there is none. */
export function findService(folder: string): Found | undefined {
  for (const version of readdirSync(folder).sort().reverse()) {
    const read = (file: string): unknown => readJson(join(folder, version), file);
    const service = read("service-2.json");
    if (service === undefined) continue;
    const paginators = read("paginators-1.json") as C2jExtras | undefined;
    const endpointRuleSet = read("endpoint-rule-set-1.json");
    const extras = { ...paginators, endpointRuleSet } as C2jExtras;
    return { name: basename(folder), service: service as C2jService, extras };
  }
  return undefined;
}

/** A file of JSON, compressed or not; `undefined` where there is none. */
function readJson(folder: string, file: string): unknown {
  for (const path of [join(folder, file), join(folder, `${file}.gz`)]) {
    let bytes: Buffer;
    try {
      bytes = readFileSync(path);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === "ENOENT" || code === "ENOTDIR") continue;
      throw error;
    }
    return JSON.parse((path.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8"));
  }
  return undefined;
}

import { describe, expect, it, vi } from "vitest";
import type * as platforms from "#platform";
import { describeWith, type ConformanceData } from "../support/conformance.js";
import { loadSigner, type QueryRequest, type SigningOptions } from "../support/signing.js";

const suite = "sigv4/v4";

/** A case's `context.json`. */
interface Context {
  readonly credentials: {
    readonly access_key_id: string;
    readonly secret_access_key: string;
    readonly token?: string;
  };
  readonly expiration_in_seconds: number;
  readonly normalize: boolean;
  readonly region: string;
  readonly service: string;
  readonly sign_body: boolean;
  readonly timestamp: string;
  readonly omit_session_token?: boolean;
}

// The suite signs every header that it gives. Date and token are in the query, where that is signed.
const all = /./;
const allInQuery = /^(?!x-amz-(date|security-token)$)/;

/** The suite's cases, each a folder of files. */
function casesIn({ has, read, list }: ConformanceData) {
  const pathOf = (folder: string, file: string) => `${suite}/${folder}/${file}`;
  return {
    folders: list(suite),
    has: (folder: string, file: string) => has(pathOf(folder, file)),
    read: (folder: string, file: string) => read(pathOf(folder, `${file}.txt`)),
    context: (folder: string) => JSON.parse(read(pathOf(folder, "context.json"))) as Context,
  };
}

// The credentials that all cases of the suite with a context share.
const accessKeyId = "AKIDEXAMPLE";
const secretAccessKey = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

/** Reads a message as the suite writes it: the first line, headers, perhaps folded, and a body. */
function parseRequest(text: string): QueryRequest {
  const [head = "", body] = text.split(/\n\n(.*)/s);
  const [requestLine = "", ...lines] = head.replace(/\n[ \t]+/g, " ").split("\n");
  const [, method = "", path = "", query = ""] =
    /^(\S+) ([^?]*?)(?:\?(.*?))?(?: HTTP\/1\.1)?$/.exec(requestLine) ?? [];
  const { host, ...headers } = parseHeaders(lines);
  return { method, origin: `https://${host}`, path, query, headers, body: body || undefined };
}

function parseHeaders(lines: readonly string[]): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const line of lines.filter(Boolean)) {
    const [, name = "", value = ""] = /^(.*?):(.*)$/.exec(line) ?? [];
    const key = name.toLowerCase();
    headers[key] = key in headers ? `${headers[key]},${value}` : value;
  }
  return headers;
}

const parseDate = (date: string) =>
  Date.parse(date.replace(/^(....)(..)(..T..)(..)(..Z)$/, "$1-$2-$3:$4:$5"));

const sorted = (query: string) => query.split("&").sort();
const trimmed = (headers: QueryRequest["headers"]) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, value.trim()]));

/** What to sign with, by a case's context. */
function optionsOf({ credentials, region, service, normalize, timestamp, ...rest }: Context) {
  return {
    credentials: {
      accessKeyId: credentials.access_key_id,
      secretAccessKey: credentials.secret_access_key,
      sessionToken: rest.omit_session_token ? undefined : credentials.token,
    },
    region,
    service,
    normalizePath: normalize,
    signable: all,
    time: Date.parse(timestamp),
  } satisfies SigningOptions;
}

describe.each(["node", "web"])("Signature Version 4 suite on platform.%s", async (platform) => {
  vi.resetModules();
  const real = (await import(
    `../../templates/runtime/http/platform.${platform}.ts`
  )) as typeof platforms;
  const sha256 = vi.fn(real.sha256);
  const hmac = vi.fn(real.hmac);
  vi.doMock("#platform", () => ({ ...real, sha256, hmac }));
  const { signHeaders, presign } = await loadSigner();
  const ours = await import("../../templates/runtime/http/sha256.js");

  it("signs with the hash of that platform", () => {
    expect(real.sha256 === ours.sha256).toBe(platform === "web");
  });

  /** The canonical request and the string to sign of what was signed last. */
  const lastForms = () => ({
    canonical: sha256.mock.lastCall?.[0],
    toSign: hmac.mock.lastCall?.[1],
  });

  describeWith(suite, "Signature Version 4, headers", (data) => {
    const { folders, has, read, context } = casesIn(data);

    it.each(folders.filter((folder) => has(folder, "context.json")))("%s", (folder) => {
      const { sign_body, omit_session_token, credentials } = context(folder);
      const options = optionsOf(context(folder));
      const parsed = parseRequest(read(folder, "request"));
      const request: QueryRequest = sign_body
        ? {
            ...parsed,
            headers: {
              ...parsed.headers,
              "x-amz-content-sha256": sha256((parsed.body ?? "") as string),
            },
          }
        : parsed;
      const signed = signHeaders(request, options);

      const { canonical, toSign } = lastForms();
      expect(canonical).toBe(read(folder, "header-canonical-request"));
      expect(toSign).toBe(read(folder, "header-string-to-sign"));
      expect(signed.headers["authorization"]).toMatch(
        new RegExp(`Signature=${read(folder, "header-signature")}$`),
      );
      const headers = omit_session_token
        ? { ...signed.headers, "x-amz-security-token": credentials.token ?? "" }
        : signed.headers;
      const expected = parseRequest(read(folder, "header-signed-request"));
      expect({ ...signed, headers: trimmed(headers) }).toEqual({
        ...expected,
        headers: trimmed(expected.headers),
      });
    });

    // These have no context, but carry date and scope in what they expect.
    it.each(folders.filter((folder) => !has(folder, "context.json")))("%s", (folder) => {
      const expected = read(folder, "header-canonical-request");
      const authorization =
        parseRequest(read(folder, "header-signed-request")).headers["authorization"] ?? "";
      const [, id = "", region = "", service = ""] =
        /Credential=(.*?)\/\d+\/(.*?)\/(.*?)\//.exec(authorization) ?? [];
      const time = parseDate(/x-amz-date:(.*)/.exec(expected)?.[1] ?? "");
      const options = {
        credentials: { accessKeyId: id, secretAccessKey },
        region,
        service,
        time,
        signable: all,
      };
      const signed = signHeaders(parseRequest(read(folder, "request")), options);

      const { canonical, toSign } = lastForms();
      expect(canonical).toBe(expected);
      if (has(folder, "header-string-to-sign.txt")) {
        expect(toSign).toBe(read(folder, "header-string-to-sign").trimEnd());
      }
      // Others are signed with a secret that the suite does not tell.
      if (id === accessKeyId) expect(signed.headers["authorization"]).toBe(authorization.trim());
    });
  });

  describeWith(suite, "Signature Version 4, query", (data) => {
    const { folders, has, read, context } = casesIn(data);

    it.each(folders.filter((folder) => has(folder, "query-signature.txt")))("%s", (folder) => {
      const { omit_session_token, credentials, expiration_in_seconds } = context(folder);
      const options = {
        ...optionsOf(context(folder)),
        expiresIn: expiration_in_seconds,
        signable: allInQuery,
      };
      const signed = presign(parseRequest(read(folder, "request")), options);
      const [, signature] = /&X-Amz-Signature=(.*)$/.exec(signed.query) ?? [];

      const { canonical, toSign } = lastForms();
      expect(canonical).toBe(read(folder, "query-canonical-request"));
      expect(toSign).toBe(read(folder, "query-string-to-sign"));
      expect(signature).toBe(read(folder, "query-signature"));
      const token = omit_session_token
        ? `&X-Amz-Security-Token=${encodeURIComponent(credentials.token ?? "")}`
        : "";
      const expected = parseRequest(read(folder, "query-signed-request"));
      expect({ ...signed, query: sorted(signed.query + token) }).toEqual({
        ...expected,
        query: sorted(expected.query),
      });
    });
  });
});

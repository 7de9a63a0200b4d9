import { createHash } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { startServer, type Behaviour } from "../../support/rudeServer.js";

/** AWS's collection on loopback: path → text. What is set later is what it then has. */
export interface TestCollection {
  readonly url: string;
  readonly files: Map<string, string>;
  /** The kinds of what was asked for, such as `trees` or `blobs`. */
  readonly asked: () => readonly string[];
  readonly requests: readonly IncomingMessage[];
  /** Answers instead, where it is set. */
  behave?: Behaviour | undefined;
}

const blobId = (text: string): string =>
  createHash("sha1")
    .update(`blob ${Buffer.byteLength(text)}\0${text}`)
    .digest("hex");

/** The path of a service's model there. */
export const modelPath = (id: string, version = "2020-01-01"): string =>
  `models/${id}/service/${version}/${id}-${version}.json`;

/** Starts a collection that answers as GitHub's API does. */
export async function startCollection(
  files: Readonly<Record<string, string>>,
): Promise<TestCollection> {
  const server = await startServer((request, response) => {
    if (collection.behave) return collection.behave(request, response);
    const { pathname } = new URL(request.url ?? "", "http://localhost");
    const texts = new Map([...collection.files.values()].map((text) => [blobId(text), text]));
    const text = texts.get(pathname.split("/").at(-1) ?? "");
    if (pathname === "/repo/git/trees/main") {
      const tree = [...collection.files].map(([path, each]) => {
        return { path, mode: "100644", type: "blob", sha: blobId(each), size: each.length };
      });
      const body = JSON.stringify({ sha: "0", truncated: false, tree });
      const etag = `"${blobId(body)}"`;
      const isSame = request.headers["if-none-match"] === etag;
      response.writeHead(isSame ? 304 : 200, { etag }).end(isSame ? "" : body);
    } else if (pathname.startsWith("/repo/git/blobs/") && text !== undefined) {
      response.writeHead(200).end(text);
    } else {
      response.writeHead(404).end();
    }
  });
  const collection: TestCollection = {
    url: `${server.url}/repo`,
    files: new Map(Object.entries(files)),
    asked: () => server.requests.map(({ url }) => url?.split("/")[3] ?? ""),
    requests: server.requests,
  };
  return collection;
}

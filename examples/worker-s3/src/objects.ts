import { getObject, putObject, type S3Client } from "./aws/s3/index.js";

export interface Store {
  readonly s3: S3Client;
  readonly bucket: string;
  readonly uploadToken: string;
}

/** Answers `GET /a/key` and `PUT /a/key`; bodies pass through as streams, whatever their length. */
export async function answer(request: Request, store: Store): Promise<Response> {
  const key = keyOf(request.url);
  if (key === undefined) return new Response("No such path.", { status: 404 });
  switch (request.method) {
    case "GET":
      return get(request, store, key);
    case "PUT":
      return put(request, store, key);
    default:
      return new Response(null, { status: 405, headers: { allow: "GET, PUT" } });
  }
}

async function get(request: Request, { s3, bucket }: Store, Key: string): Promise<Response> {
  const input = {
    Bucket: bucket,
    Key,
    Range: request.headers.get("range") ?? undefined,
    IfNoneMatch: request.headers.get("if-none-match") ?? undefined,
  };
  const result = await getObject(s3, input, { signal: request.signal });
  if (result.ok) {
    const { Body, ContentLength, ContentRange, ContentType, ETag } = result.value;
    const headers = headersOf({
      "content-length": ContentLength?.toString(),
      "content-range": ContentRange,
      "content-type": ContentType,
      etag: ETag,
    });
    return new Response(Body, { status: ContentRange === undefined ? 200 : 206, headers });
  }

  const { error } = result;
  switch (error.name) {
    case "NoSuchKey":
      return new Response("There is no such object.", { status: 404 });
    case "InvalidObjectState": // in Glacier
      return new Response("The object is in an archive.", { status: 409 });
    case "AbortError": // whoever asked is gone
      return new Response(null, { status: 499 });
    case "UnmodeledServiceError":
      // What S3 says without a body: 304, of a condition, and 416, of a range.
      if (error.statusCode === 304 || error.statusCode === 416) {
        return new Response(null, { status: error.statusCode });
      }
      return failed(error);
    default:
      return failed(error);
  }
}

async function put(request: Request, store: Store, Key: string): Promise<Response> {
  if (request.headers.get("authorization") !== `Bearer ${store.uploadToken}`) {
    return new Response("Who are you?", { status: 401 });
  }
  const length = request.headers.get("content-length");
  if (length === null || !request.body) return new Response("How long is it?", { status: 411 });

  const result = await putObject(store.s3, {
    Bucket: store.bucket,
    Key,
    Body: request.body,
    ContentLength: Number(length),
    ContentType: request.headers.get("content-type") ?? undefined,
  });
  if (!result.ok) return failed(result.error);
  return new Response(null, { status: 201, headers: headersOf({ etag: result.value.ETag }) });
}

/** Whatever it was, it is ours to look into; whoever asked need not know. */
function failed(error: Error): Response {
  console.error(JSON.stringify(error));
  return new Response("The store does not answer as it should.", { status: 502 });
}

function keyOf(url: string): string | undefined {
  try {
    return decodeURIComponent(new URL(url).pathname.slice(1)) || undefined;
  } catch {
    return undefined; // no UTF-8
  }
}

function headersOf(all: Readonly<Record<string, string | undefined>>): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(all))
    if (value !== undefined) headers.set(name, value);
  return headers;
}

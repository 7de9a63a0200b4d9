import { transport } from "#platform";
import { callError, failure } from "../contract/errors.js";
import type { Transport, Upload } from "../contract/http.js";
import type { Finish, ProtocolRequest } from "../contract/service.js";
import { fetchTransport } from "../http/fetchTransport.js";
import { idleError, idleMs, timerOf, type StreamConfig } from "./idle.js";
import { lengthOf } from "./length.js";
import { chunksOf } from "./chunks.js";
import { isBlob, type StreamInput } from "./streamInput.js";

// Bodies that are sent as they are read.

/**
 * Completes a request whose body may be a stream: finds its length, and takes care that what can be
 * read once is sent once.
 *
 * @param lengthMember - where the service has to know the length: the member of the input that tells
 *   it, or nothing where none does
 */
export function uploading(lengthMember?: string): Finish {
  return (found, { request }) => {
    const body = request.body as StreamInput | undefined;
    if (body === undefined) return found;
    const headers = { ...(found.headers ?? request.headers) };
    const said = headers["content-length"];
    const length = lengthOf(body);
    if (said !== undefined && length !== undefined && Number(said) !== length) {
      throw callError("InputError", `The body has ${length} bytes, not ${said}`);
    }
    if (typeof body === "string" || ArrayBuffer.isView(body)) return { ...found, body, headers };
    const bytes = said ?? length?.toString();
    if (bytes !== undefined) headers["content-length"] = bytes;
    else if (lengthMember !== undefined) {
      const set = lengthMember && `set ${lengthMember}, or `;
      throw callError("InputError", `The body's length is unknown: ${set}pass bytes or a Blob`);
    }
    if (isBlob(body)) return { ...found, body, headers };
    const upload: Upload = {};
    return { ...found, body: outgoing(body, request, upload, bytes), headers, upload };
  };
}

/** What the caller's stream has, as it is asked for; not a byte more or less than it is said to have. */
function outgoing(
  body: ReadableStream<Uint8Array> | AsyncIterable<Uint8Array | string>,
  request: ProtocolRequest,
  upload: Upload,
  said: string | undefined,
): ReadableStream<Uint8Array> {
  const { next, end, isSpent } = chunksOf(body);
  // Looked at when another attempt is thought of.
  Object.defineProperty(request, "isSpent", { get: isSpent, configurable: true });
  let sent = 0;
  const check = (isOver: boolean) => {
    if (said !== undefined && (isOver ? sent < Number(said) : sent > Number(said))) {
      throw callError(
        "InputError",
        `The body has ${isOver ? "only" : "at least"} ${sent} bytes, not ${said}`,
      );
    }
  };
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        // A `fetch` may go on to read what nobody takes any more.
        upload.end = (error) => {
          controller.error(error);
          end();
        };
      },
      async pull(controller) {
        try {
          const chunk = await next();
          if (chunk) sent += chunk.length;
          check(!chunk);
          upload.progress?.();
          if (chunk) controller.enqueue(chunk);
          else controller.close();
        } catch (thrown) {
          // The caller's, whatever it is.
          const error = failure("InputError", thrown);
          controller.error((upload.failed = error));
          end();
        }
      },
      cancel: end,
    },
    { highWaterMark: 0 },
  );
}

/**
 * Sends a body as `send` does, for as long as more of it is on its way. One that goes out as a whole
 * has a second more for every 10 kB.
 */
export function sending(send: Transport): Transport {
  return async (request, ending, config: StreamConfig) => {
    const { body, upload = {} } = request;
    const length = Number(request.headers["content-length"] ?? wholeLength(body));
    const patience = idleMs(config) + (request.upload ? 0 : length / 10);
    const after = timerOf(config);
    let cancel: (() => void) | undefined;
    const { abort } = ending;
    ending.abort = (reason) => {
      abort?.(reason);
      upload.end?.(reason ?? callError("AbortError", "The call is over"));
    };
    const isFetched = config.fetch ?? transport === fetchTransport;
    try {
      return await new Promise((resolve, reject) => {
        const wait = () => {
          cancel?.();
          cancel = after(patience, () => {
            const error = idleError();
            reject(error);
            ending.abort?.(error);
          });
        };
        upload.progress = wait;
        wait();
        // A `fetch` knows of blobs how long they are.
        const given = isBlob(body) && !isFetched ? { ...request, body: body.stream() } : request;
        send(given, ending, config).then(resolve, reject);
      });
    } catch (thrown) {
      throw upload.failed ?? thrown;
    } finally {
      delete upload.progress;
      cancel?.();
    }
  };
}

const wholeLength = (body: unknown): number =>
  (body as { readonly length?: number } | undefined)?.length ?? 0;

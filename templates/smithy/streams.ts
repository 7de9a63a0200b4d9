import { follow, type StreamOutput } from "#runtime";
import type { FinishStream } from "./bridge.js";

/** What bodies can do in AWS SDK v3. */
export interface SdkStream {
  transformToByteArray(): Promise<Uint8Array>;
  /** @param encoding - `base64`, or one that a `TextDecoder` knows; by default UTF-8 */
  transformToString(encoding?: string): Promise<string>;
  transformToWebStream(): ReadableStream;
}

/** A body with what it can do here, and in AWS SDK v3. */
export type SdkStreamOutput = StreamOutput & SdkStream;

/** Has a stream end with the signal of its command, and do what those of AWS SDK v3 do. */
export const finishStream: FinishStream = (operation, output, { abortSignal }, facts) => {
  const { [operation.streams as keyof object]: stream } = output;
  const body = stream as StreamOutput | undefined;
  if (!body) return;
  follow(body, abortSignal, facts);
  Object.assign(body, {
    transformToByteArray: () => body.bytes(),
    async transformToString(encoding = "utf-8") {
      const bytes = await body.bytes();
      if (encoding !== "base64") return new TextDecoder(encoding).decode(bytes);
      let text = "";
      for (const byte of bytes) text += String.fromCharCode(byte);
      return btoa(text);
    },
    transformToWebStream: () => body,
  } satisfies SdkStream);
};

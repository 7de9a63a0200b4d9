// The worker that bundles: esbuild, compiled to WebAssembly. It is ended where it is not needed.
import { build, initialize, version } from "esbuild-wasm";
import wasmURL from "esbuild-wasm/esbuild.wasm?url";
import { measure } from "./measure.js";
import type { SizesRequest, SizesResponse } from "./messages.js";

const answer = (response: SizesResponse): void => postMessage(response);

const ready = initialize({ wasmURL, worker: false });

async function weigh({ files, clientName }: SizesRequest): Promise<void> {
  await ready;
  for await (const weighed of measure(build, files, clientName)) {
    answer({ kind: "weighed", weighed });
  }
  answer({ kind: "done", esbuild: version });
}

addEventListener("message", ({ data }: MessageEvent<SizesRequest>) => {
  weigh(data).catch((error: unknown) => {
    answer({ kind: "failed", message: error instanceof Error ? error.message : String(error) });
  });
});

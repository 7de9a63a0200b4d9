import { useEffect, useRef, useState } from "preact/hooks";
import type { Result } from "../state.js";
import type { Weighed } from "./measure.js";
import type { SizesRequest, SizesResponse } from "./messages.js";

/** What is known of the sizes of a package's bundles. */
export interface Sizes {
  readonly of?: Result | undefined;
  readonly weighed: readonly Weighed[];
  /** The version of esbuild that they are from, once all are there. */
  readonly esbuild?: string | undefined;
  readonly problem?: string | undefined;
}

/**
 * Weighs the bundles of a package, in a worker, once they are looked at.
 *
 * @param isShown whether anyone looks.
 */
export function useSizes(result: Result | undefined, isShown: boolean): Sizes {
  const [sizes, setSizes] = useState<Sizes>({ weighed: [] });
  const idle = useRef<Worker | undefined>(undefined);

  useEffect(() => {
    if (!isShown || !result?.files || sizes.of === result) return;
    const worker = idle.current ?? start();
    idle.current = undefined;
    let isDone = false;
    let current: Sizes = { of: result, weighed: [] };
    const show = (more: Partial<Sizes>): void => setSizes((current = { ...current, ...more }));
    show({});
    worker.onmessage = ({ data }: MessageEvent<SizesResponse>) => {
      if (data.kind === "weighed") show({ weighed: [...current.weighed, data.weighed] });
      else {
        isDone = true;
        show(data.kind === "failed" ? { problem: data.message } : { esbuild: data.esbuild });
      }
    };
    worker.onerror = () => show({ problem: "The bundler could not be loaded." });
    const { files, clientName } = result;
    worker.postMessage({ files, clientName } satisfies SizesRequest);
    return () => {
      if (isDone) {
        idle.current = worker;
        return;
      }
      worker.terminate();
      setSizes({ weighed: [] });
    };
  }, [result, isShown]);
  return sizes.of === result ? sizes : { weighed: [] };
}

function start(): Worker {
  return new Worker(new URL("./worker.ts", import.meta.url), { type: "module", name: "bundler" });
}

import type { Weighed } from "./measure.js";

/** What to weigh; see `measure`. */
export interface SizesRequest {
  readonly files: ReadonlyMap<string, string>;
  readonly clientName: string;
}

export type SizesResponse =
  | { readonly kind: "weighed"; readonly weighed: Weighed }
  | { readonly kind: "done"; readonly esbuild: string }
  | { readonly kind: "failed"; readonly message: string };

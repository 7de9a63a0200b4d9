import type { GeneratedPackage, Order, Progress } from "./generate.js";
import type { ModelFile, ReadModel } from "./model.js";

/** What the page asks of the worker, which does one after another. */
export type Request =
  | { readonly id: number; readonly kind: "read"; readonly source: ModelFile }
  /** Of the model that was read last. */
  | { readonly id: number; readonly kind: "generate"; readonly order: Order };

/** What the page is told of a model. */
export type ModelSummary = Omit<ReadModel, "model">;

/** What the worker says to a request of an ID. */
export type Response =
  | { readonly id: number; readonly kind: "progress"; readonly progress: Progress }
  | { readonly id: number; readonly kind: "read"; readonly summary: ModelSummary }
  | { readonly id: number; readonly kind: "generated"; readonly generated: GeneratedPackage }
  /** It threw, which it should not. */
  | { readonly id: number; readonly kind: "failed"; readonly message: string };

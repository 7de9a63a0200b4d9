// The worker that generates: the page stays responsive, and can end it.
import { version as generatorVersion } from "../../../package.json";
import { inTurn } from "../../../generator/output/inTurn.js";
import { generatePackage, type Generator, type Progress } from "./generate.js";
import type { Request, Response } from "./messages.js";
import { readModel, type ModelFile, type ReadModel } from "./model.js";
import { templates } from "./templates.js";

const answer = (response: Response): void => postMessage(response);

const generator: Generator = { templates, generatorVersion };

const BETWEEN_MS = 50;

let source: ModelFile = { file: "", text: "" };
let read: ReadModel = { services: [], notes: [] };

const work = inTurn(async (request: Request): Promise<void> => {
  const { id } = request;
  if (request.kind === "read") {
    source = request.source;
    read = readModel(source);
    const { services, notes } = read;
    answer({ id, kind: "read", summary: { services, notes } });
    return;
  }
  if (!read.model) throw new Error("There is no model to generate from.");
  let told = 0;
  const tell = (progress: Progress): void => {
    const now = performance.now();
    // Nobody reads what goes by so fast.
    if (now - told < BETWEEN_MS) return;
    told = now;
    answer({ id, kind: "progress", progress });
  };
  const generated = await generatePackage(read.model, source, request.order, generator, tell);
  answer({ id, kind: "generated", generated });
});

addEventListener("message", ({ data }: MessageEvent<Request>) => {
  work(data).catch((error: unknown) => {
    const message = error instanceof Error ? error.message : String(error);
    answer({ id: data.id, kind: "failed", message });
  });
});

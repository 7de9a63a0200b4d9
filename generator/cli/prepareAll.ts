import type { Diagnostic } from "../smithy/diagnostic.js";
import type { Timer } from "../timing.js";
import type { OutputSettings } from "./config.js";
import type { Generator } from "./generatorPool.js";
import { lookUp, prepare, type Context, type Needed, type Prepared } from "./prepare.js";
import type { Report } from "./report.js";

/** What came of one package. */
export interface Outcome {
  readonly prepared?: Prepared | undefined;
  /** What was thrown instead. */
  readonly error?: Error | undefined;
  readonly diagnostics: readonly Diagnostic[];
  readonly timer?: Timer | undefined;
}

export interface Work {
  readonly context: Context;
  readonly report: Report;
  /** How many packages to generate at once. */
  readonly jobs: number;
  /** Told how many packages there are to generate. */
  readonly openGenerator: (packages: number) => Generator;
  /** Asked for each package that is generated, where times are wanted. */
  readonly startTimer?: (() => Timer) | undefined;
  /** Nothing more is begun once it says so. */
  readonly signal: AbortSignal;
}

/**
 * Prepares all packages: those whose inputs changed are generated, some at once. What is wrong with
 * one keeps no other from being tried.
 *
 * @returns what came of each, in their order, whatever the order that they were done in.
 */
export async function prepareAll(
  settings: readonly OutputSettings[],
  work: Work,
): Promise<readonly Outcome[]> {
  const { context, report, signal } = work;
  const outcomes = new Map<OutputSettings, Outcome>();
  const needed: Needed[] = [];
  for (const one of settings) {
    try {
      const found = lookUp(one, context);
      if ("plan" in found) outcomes.set(one, { prepared: found, diagnostics: [] });
      else needed.push(found);
    } catch (error) {
      outcomes.set(one, { error: asError(error), diagnostics: [] });
    }
  }
  // The largest first, so that none is left to run alone at the end.
  needed.sort((a, b) => b.size - a.size);
  const jobs = Math.min(work.jobs, needed.length);
  const generator = work.openGenerator(needed.length);
  const running = new Set<string>();
  let begun = 0;
  const tellOfRunning = (): void => {
    if (needed.length === 1) return;
    const done = `${begun - running.size} of ${needed.length}`;
    report.status(`generated ${done}; now ${[...running].join(", ")}`);
  };

  const generate = async (one: OutputSettings): Promise<Outcome> => {
    const diagnostics: Diagnostic[] = [];
    const timer = work.startTimer?.();
    const tell = (more: readonly Diagnostic[]): void =>
      more.forEach((one) => diagnostics.push(one));
    try {
      const prepared = await prepare(one, context, generator, tell, timer);
      return { prepared, diagnostics, timer };
    } catch (error) {
      return { error: asError(error), diagnostics };
    }
  };
  const serve = async (): Promise<void> => {
    for (let next = needed[begun]; next && !signal.aborted; next = needed[begun]) {
      const one = next.settings;
      begun++;
      running.add(one.name);
      const label = needed.length > 1 ? `[${begun}/${needed.length}] ` : "";
      report.progress(`${label}${one.name}: generating`);
      tellOfRunning();
      outcomes.set(one, await generate(one));
      running.delete(one.name);
      tellOfRunning();
    }
  };
  const stop = (): void => generator.close();
  signal.addEventListener("abort", stop);
  try {
    await Promise.all(Array.from({ length: jobs }, serve));
  } finally {
    signal.removeEventListener("abort", stop);
    generator.close();
    report.done();
  }
  return settings.flatMap((one) => outcomes.get(one) ?? []);
}

function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}

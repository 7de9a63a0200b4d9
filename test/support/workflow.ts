import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parse } from "yaml";

const root = resolve(import.meta.dirname, "../..");

/** A step of a job of GitHub's, as far as tests run it. */
export interface Step {
  readonly name?: string;
  readonly run?: string;
  readonly uses?: string;
  readonly id?: string;
  readonly if?: string;
  readonly env?: Readonly<Record<string, string>>;
}

export interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: Readonly<
    Record<
      string,
      { readonly permissions: Readonly<Record<string, string>>; readonly steps: readonly Step[] }
    >
  >;
}

/** @param path - from the repository's root */
export const readWorkflow = (path: string): Workflow =>
  parse(readFileSync(join(root, path), "utf8"), { strict: true }) as Workflow;

/** The steps of all jobs. */
export const stepsOf = ({ jobs }: Workflow): readonly Step[] =>
  Object.values(jobs).flatMap((job) => job.steps);

/** What the step of a name runs. */
export function scriptOf(workflow: Workflow, name: string): string {
  const found = stepsOf(workflow).find((step) => step.name === name)?.run;
  if (found === undefined) throw new Error(`There is no step ${name}.`);
  return found;
}

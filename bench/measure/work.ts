import { join } from "node:path";
import type { Project } from "../project.js";
import type { Work } from "../results.js";
import { compare, inRounds } from "../rounds.js";

/** Signing a request, alone. */
export const signing = (project: Project, options: Options): readonly Work[] =>
  work(project, "signing", ["tinsmith", "sdk", "aws4fetch", "raw"], options);

/** Writing a request's body and reading a response's, alone. aws4fetch does neither. */
export const serialization = (project: Project, options: Options): readonly Work[] =>
  work(project, "serialization", ["tinsmith", "sdk", "raw"], options);

interface Options {
  readonly rounds: number;
  /** How long to repeat the work, once to warm up and once to measure. */
  readonly milliseconds: number;
}

function work(
  project: Project,
  folder: string,
  subjects: readonly string[],
  { rounds, milliseconds }: Options,
): readonly Work[] {
  const samples = inRounds(subjects, rounds, (id) => {
    const program = join(project.folder, "programs", folder, `${id}.mjs`);
    return project.run("repeat.mjs", program, milliseconds) as { microseconds: number };
  });
  return subjects.map((client) => ({
    client,
    microseconds: compare(samples, client, (sample) => sample.microseconds, "raw"),
  }));
}

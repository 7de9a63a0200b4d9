import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { clients } from "../clients.js";
import type { Project } from "../project.js";
import type { ColdStart } from "../results.js";
import { compare, inRounds } from "../rounds.js";
import type { Endpoints } from "../service.js";

interface Sample {
  readonly milliseconds: number;
  readonly cpu: number;
}

/** From a booted Node to the first response: as installed and in one file, over HTTP and TLS. */
export async function coldStarts(
  project: Project,
  endpoints: Endpoints,
  { rounds, warmUp }: { rounds: number; warmUp: number },
): Promise<readonly ColdStart[]> {
  const forms = {
    unbundled: (id: string) => join(project.folder, "programs/clients", `${id}.mjs`),
    bundled: (id: string) => join(project.folder, "bundled", `${id}.mjs`),
  } as const;
  mkdirSync(join(project.folder, "bundled"));
  for (const { id } of clients) await bundle(forms.unbundled(id), forms.bundled(id));

  const starts: ColdStart[] = [];
  for (const form of ["unbundled", "bundled"] as const) {
    for (const scheme of ["http", "https"] as const) {
      const start = (id: string) =>
        project.run("coldStart.mjs", forms[form](id), endpoints[scheme]) as Sample;
      const subjects = clients.map(({ id }) => id);
      // Not counted: the first reads the files from the disk.
      inRounds(subjects, warmUp, start);
      const samples = inRounds(subjects, rounds, start);
      for (const { id: client } of clients) {
        const milliseconds = compare(samples, client, (sample) => sample.milliseconds);
        const cpu = compare(samples, client, (sample) => sample.cpu);
        starts.push({ client, form, scheme, milliseconds, cpu });
      }
    }
  }
  return starts;
}

/** As an application of ES modules is bundled to run on Node. */
async function bundle(entry: string, outfile: string): Promise<void> {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    format: "esm",
    platform: "node",
    mainFields: ["module", "main"],
    // What is CommonJS in it requires modules of Node.
    banner: {
      js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);',
    },
    write: false,
    logLevel: "silent",
  });
  writeFileSync(outfile, outputFiles[0]?.text ?? "");
}

import { join } from "node:path";
import { clients } from "../clients.js";
import type { Project } from "../project.js";
import type { CallCost, Load } from "../results.js";
import { compare, inRounds } from "../rounds.js";
import type { Endpoints } from "../service.js";
import { figureOf } from "../stats.js";

interface Sample {
  readonly sequential: CallSample;
  readonly concurrent: CallSample;
  readonly rss: number;
}
type CallSample = Readonly<Record<"cpu" | "p50" | "p99", number>>;

/** What calls cost over HTTP, in sequence and with 32 in flight, each round in a fresh process. */
export function loads(
  project: Project,
  endpoints: Endpoints,
  { rounds, warmUp, calls }: { rounds: number; warmUp: number; calls: number },
): readonly Load[] {
  const samples = inRounds(
    clients.map(({ id }) => id),
    rounds,
    (id) => {
      const program = join(project.folder, "programs/clients", `${id}.mjs`);
      return project.run("load.mjs", program, endpoints.http, warmUp, calls) as Sample;
    },
  );
  return clients.map(({ id: client }) => {
    const cost = (way: "sequential" | "concurrent"): CallCost => {
      const own = samples.get(client)?.map((sample) => sample[way]) ?? [];
      return {
        cpu: compare(samples, client, (sample) => sample[way].cpu),
        p50: figureOf(own.map(({ p50 }) => p50)),
        p99: figureOf(own.map(({ p99 }) => p99)),
      };
    };
    return {
      client,
      sequential: cost("sequential"),
      concurrent: cost("concurrent"),
      rssMB: compare(samples, client, ({ rss }) => rss / 1e6),
    };
  });
}

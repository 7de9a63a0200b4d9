import { clients, SDK } from "./clients.js";
import { figureOf, ratioOf, type Comparison } from "./stats.js";

/** Samples by what was measured, one a round. */
export type Samples<T> = ReadonlyMap<string, readonly T[]>;

/** Measures each subject once a round, in turn, so that what the machine does meets all of them. */
export function inRounds<T>(
  subjects: readonly string[],
  rounds: number,
  measure: (subject: string) => T,
): Samples<T> {
  const samples = new Map<string, T[]>(subjects.map((subject) => [subject, []]));
  for (let round = 0; round < rounds; round++) {
    for (const subject of subjects) samples.get(subject)?.push(measure(subject));
  }
  return samples;
}

/** One number of a client's samples, beside that of the SDK and of the call written by hand. */
export function compare<T>(
  samples: Samples<T>,
  client: string,
  number: (sample: T) => number,
  raw: string | undefined = clients.find(({ id }) => id === client)?.raw,
  theirs: string = SDK,
): Comparison {
  const numbersOf = (id: string | undefined) => samples.get(id ?? "")?.map(number);
  const own = numbersOf(client) ?? [];
  const [sdk, byHand] = [numbersOf(theirs), numbersOf(raw)];
  return {
    ...figureOf(own),
    ...(sdk && { toSdk: ratioOf(own, sdk) }),
    ...(byHand && { toRaw: ratioOf(own, byHand) }),
  };
}

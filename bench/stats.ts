/** The middle of some samples, and between what their middle half lies. */
export interface Figure {
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

/** A figure, and what it is as a part of others measured in the same rounds. */
export interface Comparison extends Figure {
  readonly toSdk?: Figure;
  /** To the call written by hand over the same transport. */
  readonly toRaw?: Figure;
}

/** Median and quartiles, between samples where need be. */
export function figureOf(samples: readonly number[]): Figure {
  if (samples.length === 0) throw new Error("There are no samples.");
  const sorted = [...samples].sort((a, b) => a - b);
  const at = (share: number): number => {
    const place = share * (sorted.length - 1);
    const below = sorted[Math.floor(place)] ?? 0;
    const above = sorted[Math.ceil(place)] ?? 0;
    return round(below + (above - below) * (place - Math.floor(place)));
  };
  return { median: at(0.5), low: at(0.25), high: at(0.75) };
}

/** What samples are of others, each of that of its own round: what slows a round slows both. */
export function ratioOf(samples: readonly number[], base: readonly number[]): Figure {
  return figureOf(samples.map((sample, round) => sample / (base[round] ?? NaN)));
}

/** Whether the middle half of the samples is spread over more than a tenth of the median. */
export function isNoisy({ median, low, high }: Figure): boolean {
  return high - low > median / 10;
}

/** Four digits are more than any of this is good for. */
function round(value: number): number {
  return Number(value.toPrecision(4));
}

import { distance } from "fastest-levenshtein";
import { byCodeUnit } from "./json.js";

/** The few candidates that a mistyped name most likely means, the nearest first. */
export function nearestNames(name: string, candidates: Iterable<string>, limit = 3): string[] {
  const wanted = name.toLowerCase();
  const furthest = Math.max(2, Math.floor(wanted.length / 3));
  const found: { candidate: string; steps: number }[] = [];
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - wanted.length) > furthest) continue;
    const steps = distance(wanted, candidate.toLowerCase());
    if (steps <= furthest) found.push({ candidate, steps });
  }
  return found
    .sort((a, b) => a.steps - b.steps || byCodeUnit(a.candidate, b.candidate))
    .slice(0, limit)
    .map(({ candidate }) => candidate);
}

/** As {@link didYouMean} for a few names, and nothing for more: each is held against all candidates. */
export function fewHints(candidates: Iterable<string>, most = 20): (name: string) => string {
  const hinted = new Set<string>();
  return (name) => {
    if (hinted.size >= most && !hinted.has(name)) return "";
    hinted.add(name);
    return didYouMean(name, candidates);
  };
}

/** ` Did you mean A or B?` where there are such candidates, else nothing. */
export function didYouMean(name: string, candidates: Iterable<string>): string {
  const names = nearestNames(name, candidates);
  return names.length === 0
    ? ""
    : ` Did you mean ${names.map((each) => `\`${each}\``).join(" or ")}?`;
}

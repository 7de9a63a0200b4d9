import { expect } from "vitest";
import { BODY, outcomesIn, requestsIn, summaryOf, type Traits } from "./expectations.js";
import type { Service } from "./service.js";

/**
 * Runs the scenario, which has to end as in every runtime.
 *
 * @param run - sends its calls to the URL that it gets, and returns the outcomes as lines of JSON
 */
export async function expectScenario(
  service: Service,
  name: string,
  traits: Traits,
  run: (server: string) => Promise<string>,
): Promise<void> {
  const id = encodeURIComponent(name);
  const lines = await run(service.urlOf(id));
  const outcomes = lines
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as object);
  expect(outcomes).toEqual(outcomesIn(traits));

  const sent = service.sentBy(id);
  expect(summaryOf(sent)).toEqual(requestsIn(traits));
  expect(sent["success"]?.body).toEqual(BODY);
  expect(sent["customHeader"]?.headers).toMatchObject({ "x-custom": "of   a  caller" });
}

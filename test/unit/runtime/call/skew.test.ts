import { describe, expect, it } from "vitest";
import {
  answer,
  call,
  client,
  clock,
  doThing,
  ended,
  errorOf,
  headersOf,
  respond,
  sent,
} from "./harness.js";

const hour = 3_600_000;

/** Refused for the time it was signed, with the service's own. */
const refused = (date: string | undefined, code = "RequestTimeTooSkewed") =>
  respond(403, { __type: code }, date === undefined ? {} : { date });

const skewed = (ms: number, code?: string) => () =>
  refused(new Date(clock.time + ms).toUTCString(), code);

describe("a clock that is off", () => {
  it.each([
    "RequestTimeTooSkewed",
    "RequestExpired",
    "RequestInTheFuture",
    "InvalidSignatureException",
    "SignatureDoesNotMatch",
    "AuthFailure",
  ])("is corrected after %s", async (code) => {
    answer(skewed(hour, code), () => respond(200));
    const made = client();
    expect((await ended(made.call(doThing, { Id: "a" }))).metadata.attempts).toBe(2);
    expect(headersOf(1)["x-amz-date"]).toBe("20260102T040405Z");
    await made.call(doThing, { Id: "a" });
    expect(headersOf(2)["x-amz-date"]).toMatch(/^20260102T04/);
  });

  it("is corrected backwards, too, after a wait like any other", async () => {
    answer(skewed(-hour), () => respond(200));
    const result = call();
    await clock.turn(24);
    expect(sent).toHaveLength(1);
    await clock.turn(1);
    expect((await result).ok).toBe(true);
    expect(headersOf(1)["x-amz-date"]).toBe("20260102T020405Z");
  });

  it("row 75: is judged by the time that was signed, when calls at the same time correct it", async () => {
    answer(skewed(hour), skewed(hour), () => respond(200));
    const made = client();
    const results = await ended(Promise.all([1, 2].map(() => made.call(doThing, { Id: "a" }))));
    expect(results.map(({ ok, metadata }) => [ok, metadata.attempts])).toEqual([
      [true, 2],
      [true, 2],
    ]);
  });

  it("row 75: is judged by the corrected time once that was signed", async () => {
    const made = client();
    answer(skewed(hour), () => respond(200));
    await ended(made.call(doThing, { Id: "a" }));
    // The service's time as the client knows it: something else is wrong with the signature.
    answer(skewed(hour, "SignatureDoesNotMatch"));
    expect((await errorOf(made.call(doThing, { Id: "a" }))).attempts).toBe(1);
  });

  it("is right again once the service says so", async () => {
    const made = client();
    for (const off of [hour, 0, -hour]) {
      answer(skewed(off), () => respond(200));
      sent.length = 0;
      expect((await ended(made.call(doThing, { Id: "a" }))).metadata.attempts).toBe(2);
      const signed = new Date(clock.time + off).toISOString().slice(0, 13).replaceAll("-", "");
      expect(headersOf(1)["x-amz-date"]).toContain(signed);
    }
  });

  it("is no reason to try for ever", async () => {
    let turn = 0;
    answer(() => skewed(++turn * hour)());
    expect((await errorOf(ended(call()))).attempts).toBe(3);
  });

  it.each<[string, () => ReturnType<typeof refused>]>([
    ["by 4 minutes", skewed(240_000)],
    ["by 4 minutes the other way", skewed(-240_000)],
    ["for another reason", skewed(hour, "PlainException")],
    ["without a date", () => refused(undefined)],
    ["by a date that is none", () => refused("nonsense")],
    ["by an empty date", () => refused("")],
  ])("is not corrected %s", async (_what, answered) => {
    answer(answered);
    expect((await errorOf(call())).attempts).toBe(1);
  });

  it("is corrected by more than 4 minutes", async () => {
    answer(skewed(241_000), () => respond(200));
    expect((await ended(call())).metadata.attempts).toBe(2);
  });

  it.each([
    "Sat, 13 Sep 275760 00:00:00 GMT",
    "Sat, 01 Jan 12000 00:00:00 GMT",
    "Fri, 31 Dec 9999 23:59:59 GMT",
    "Thu, 01 Jan 1969 00:00:00 GMT",
    "-271821-04-20T00:00:00Z",
  ])("row 62: is not corrected by a time that cannot be: %s", async (date) => {
    answer(() => refused(date));
    const made = client();
    expect((await errorOf(made.call(doThing, { Id: "a" }))).attempts).toBe(1);
    answer(() => respond(200));
    expect((await made.call(doThing, { Id: "a" })).ok).toBe(true);
    expect(headersOf(1)["x-amz-date"]).toBe("20260102T030405Z");
  });
});

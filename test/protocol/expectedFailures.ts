/** Why an official test fails, and whether there is data that does not have it. */
export interface ExpectedFailure {
  readonly why: string;
  readonly inSomeData?: true;
  /** It fails whatever longs are. */
  readonly whatever?: "long";
}

/**
 * The official tests that fail where longs are numbers, by kind and ID. One that passes is a failure
 * too. Where longs are bigints, none fails.
 */
export const expectedFailures: ReadonlyMap<string, ExpectedFailure> = new Map<
  string,
  ExpectedFailure
>([
  [
    "response parses_long_shapes",
    {
      why:
        "1234567890123456789 is no JavaScript number: a ResponseError, where another number would be " +
        "given without a word. A package with `long: bigint` reads it.",
      inSomeData: true,
    },
  ],
]);

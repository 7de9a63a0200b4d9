/** The official tests that fail, by kind and ID, and why. One that passes is a failure too. */
export const expectedFailures: ReadonlyMap<string, string> = new Map<string, string>();

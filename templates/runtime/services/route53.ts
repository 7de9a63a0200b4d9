/** Writes an ID as `write` does, without the path that the service gives it with. */
export const withoutPath =
  <Rest extends unknown[]>(
    write: (id: string, ...rest: Rest) => unknown,
  ): ((id: string, ...rest: Rest) => unknown) =>
  (id, ...rest) =>
    write(
      // What is no text, `write` tells of.
      typeof id === "string" ? id.replace(/^\/(change|delegationset|hostedzone)\//, "") : id,
      ...rest,
    );

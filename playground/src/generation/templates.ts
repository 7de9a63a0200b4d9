const texts = import.meta.glob<string>("../../../templates/**/*", {
  query: "?raw",
  import: "default",
  eager: true,
  // There is a .gitattributes among them.
  exhaustive: true,
});

/** The texts of `templates/`, by path under it: what generated packages are put together from. */
export const templates: ReadonlyMap<string, string> = new Map(
  Object.entries(texts).map(([path, text]) => [path.replace(/^.*?\/templates\//, ""), text]),
);

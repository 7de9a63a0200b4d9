/** Where a generated package that is not built has what it imports of itself. */
export const sourceImports: Readonly<Record<string, string>> = {
  "#chain": "src/runtime/auth/chain.node.ts",
  "#credentials": "src/credentials.ts",
  "#platform": "src/runtime/http/platform.node.ts",
  "#runtime": "src/runtime/index.ts",
};

/** The package.json of one. */
export const sourcePackage = JSON.stringify({
  type: "module",
  imports: Object.fromEntries(
    Object.entries(sourceImports).map(([specifier, path]) => [specifier, `./${path}`]),
  ),
});

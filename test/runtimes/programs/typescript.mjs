// What has Rollup read TypeScript.

import { transform } from "esbuild";

export default () => ({
  name: "typescript",
  async transform(text, id) {
    if (!id.endsWith(".ts")) return null;
    const { code } = await transform(text, { loader: "ts" });
    return { code, map: null };
  },
});

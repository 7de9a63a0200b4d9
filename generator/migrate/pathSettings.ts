import { ts } from "ts-morph";
import type { PathSettings } from "./program.js";

/** Where the text of a `tsconfig.json` has imports found that are not relative. @param folder where it lies */
export function pathSettingsIn(text: string, folder: string): PathSettings {
  const { config } = ts.parseConfigFileTextToJson("tsconfig.json", text) as {
    readonly config?: { readonly compilerOptions?: Readonly<Record<string, unknown>> };
  };
  const { baseUrl, paths } = config?.compilerOptions ?? {};
  if (typeof paths !== "object" || paths === null) return {};
  const base = typeof baseUrl === "string" ? `${folder}/${baseUrl}` : folder;
  return { baseUrl: base, paths: paths as Readonly<Record<string, readonly string[]>> };
}

import { join } from "node:path";
import { Application, LogLevel } from "typedoc";

/** The subpaths of a package that applications import; `smithy` is documented by AWS SDK v3. */
const MODULES = ["index", "testing", "credentials", "otel"];

/**
 * Writes the API reference of a generated package, as pages of their own with a search of their own.
 *
 * @param folder - of the package, with its sources
 * @param out - where the pages go
 * @param favicon - the path of the icon of their tabs
 * @throws where TypeDoc warns of anything, such as a link that leads nowhere
 */
export async function writeApi(folder: string, out: string, favicon: string): Promise<void> {
  const app = await Application.bootstrap({
    entryPoints: MODULES.map((name) => join(folder, `src/${name}.ts`)),
    tsconfig: join(folder, "tsconfig.json"),
    name: "@tinsmith/kms",
    readme: "none",
    excludeInternal: true,
    disableSources: true,
    hideGenerator: true,
    // The compiler's task, which it did when the package was built.
    skipErrorChecking: true,
    validation: { invalidLink: true, notExported: false, notDocumented: false },
    favicon,
    navigationLinks: { Documentation: "../../index.html" },
    githubPages: false,
  });
  const warnings: string[] = [];
  app.logger.log = (message, level) => {
    if (level >= LogLevel.Warn) warnings.push(message);
  };
  const project = await app.convert();
  if (project) {
    app.validate(project);
    await app.generateDocs(project, out);
  }
  if (!project || warnings.length > 0) throw new Error(`TypeDoc:\n${warnings.join("\n")}`);
}

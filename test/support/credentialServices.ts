import { posix, resolve } from "node:path";
import { format } from "../../generator/output/format.js";
import { generateFrom, readTemplates } from "./generate.js";

const root = resolve(import.meta.dirname, "../..");

/** The services that the credentials chain calls, by their folders. */
const models = { sts: "sts", sso: "sso", ssoOidc: "sso-oidc" };

/** What of a package the chain has no use for: it calls the operations, on its own runtime. */
const left = /^src\/((index|errors)\.ts|(testing|smithy|otel|presign|credentials)\b|runtime\/)/;

/** What they take of their protocols, which the chain has in a smaller form. */
const lean = new Set([
  "readAwsQuery",
  "readMessage",
  "readRestJson",
  "readXmlDateTime",
  "readXmlMembers",
  "readXmlString",
  "toHeader",
  "toQuery",
  "writeHead",
  "writeMessage",
  "writeQuery",
  "writeRestJson",
  "writeXmlList",
]);

/** A module that takes the runtime as templates do, and its protocol from `lean.ts`. */
function onOwnRuntime(module: string, text: string): string {
  const leanFile = `${posix.relative(posix.dirname(`services/${module}`), "lean")}.js`;
  return (
    text
      // What sends bytes, and what presigns: the chain has no use for either.
      .replace("transport: byteTransport,", "")
      .replace("presignable(resolveEndpoint)", "resolveEndpoint")
      .replace(
        /import( type)? \{([^}]*)\} from "(?:\.\.?\/)+runtime\/index\.js";/,
        (_, type = "", list: string) => {
          const names = list.split(",").map((name) => name.trim());
          const kept = names.filter((name) => name && !lean.has(name) && !unused.has(name));
          const own = names.filter((name) => lean.has(name));
          return [
            `import${type} { ${kept.join(", ")} } from "#runtime";`,
            own.length ? `import { ${own.join(", ")} } from "${leanFile}";` : "",
          ].join("\n");
        },
      )
      .replace(/from "(?:\.\.?\/)+runtime\/index\.js"/g, 'from "#runtime"')
  );
}

const unused = new Set(["byteTransport", "presignable"]);

/**
 * The clients of `templates/credentials/services`, as Tinsmith generates them from `model/`: path
 * there to text. They take the runtime as templates do.
 */
export async function credentialServices(): Promise<ReadonlyMap<string, string>> {
  // Without what is to be made of them.
  const templates = new Map(
    [...readTemplates()].map(([path, text]) => [
      path,
      path.startsWith("credentials/") ? "export {};" : text,
    ]),
  );
  const all = new Map<string, string>();
  for (const [folder, model] of Object.entries(models)) {
    const { files, diagnostics } = await generateFrom(`${root}/model/${model}.json`, { templates });
    if (!files) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
    for (const [path, text] of files) {
      if (!path.startsWith("src/") || left.test(path)) continue;
      const module = posix.join(folder, path.slice("src/".length));
      all.set(module, await format(module, onOwnRuntime(module, text)));
    }
  }
  return all;
}

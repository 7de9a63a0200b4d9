import { execFile } from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { promisify } from "node:util";
import { satisfies } from "semver";
import { packageRoot } from "../../generator/cli/root.js";
import { modelPath, startCollection } from "../unit/cli/collection.js";

const examples = join(packageRoot, "examples");

/** A copy of an example, installed and generated, outside of the repository. */
export interface ExampleProject {
  readonly folder: string;
  /** Runs a script of its package.json. @returns what that prints. @throws with it, where it fails */
  readonly run: (script: string, env?: Environment) => Promise<string>;
  remove(): void;
}

type Environment = Readonly<Record<string, string>>;

interface Manifest {
  readonly version: string;
  readonly bin?: string | Readonly<Record<string, string>>;
  readonly scripts?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

/**
 * Copies an example, installs what it declares and nothing else, and generates. `npm install` would have
 * its libraries from the registry: these are this repository's, in versions that the example asks for.
 *
 * @param models - the official models that it pulls, by service, served as AWS's collection is
 */
export async function startExample(
  name: string,
  models: Readonly<Record<string, string>> = {},
): Promise<ExampleProject> {
  const folder = mkdtempSync(join(tmpdir(), `tinsmith-example-${name}-`));
  const source = join(examples, name);
  cpSync(source, folder, {
    recursive: true,
    filter: (path) => !isWritten(path.slice(source.length)),
  });
  const manifest = manifestIn(folder);
  for (const [dependency, range] of declaredBy(manifest)) link(folder, source, dependency, range);

  const { url } = await startCollection(
    Object.fromEntries(Object.entries(models).map(([id, text]) => [modelPath(id), text])),
  );
  const run = async (script: string, env: Environment = {}): Promise<string> => {
    const { PATH = "" } = process.env;
    const { stdout } = await promisify(execFile)("npm", ["run", "--silent", script], {
      cwd: folder,
      maxBuffer: 2 ** 24,
      env: { PATH, HOME: tmpdir(), TINSMITH_AWS_MODELS: url, ...env },
    }).catch((error: unknown) => {
      const { stdout, stderr } = error as { readonly stdout: string; readonly stderr: string };
      throw new Error(`npm run ${script} of ${name} fails:\n${stdout}${stderr}`, { cause: error });
    });
    return stdout;
  };
  if (manifest.scripts?.["generate"]) await run("generate");
  return { folder, run, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** What examples/.gitignore has, which an example may have where it lies. */
const isWritten = (path: string): boolean =>
  /^\/(node_modules|dist|bundle|src\/(aws|services)|tinsmith\.models\.json|package-lock\.json)(\/|$)/.test(
    path,
  );

const manifestIn = (folder: string): Manifest =>
  JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Manifest;

/** The packages that a package asks for, and their versions. */
function declaredBy({ dependencies, devDependencies }: Manifest): [string, string][] {
  return Object.entries({ ...dependencies, ...devDependencies });
}

function link(folder: string, source: string, name: string, range: string): void {
  const [, path] = /^file:(.*)$/.exec(range) ?? [];
  const target =
    path === undefined ? join(packageRoot, "node_modules", name) : resolve(source, path);
  const { version, bin = {} } = manifestIn(target);
  if (path === undefined && !satisfies(version, range)) {
    throw new Error(`${name} is ${version} here, and the example asks for ${range}.`);
  }
  const installed = join(folder, "node_modules", name);
  mkdirSync(dirname(installed), { recursive: true });
  symlinkSync(target, installed);

  const commands = typeof bin === "string" ? { [name]: bin } : bin;
  for (const [command, file] of Object.entries(commands)) {
    const executable = join(target, file);
    if (!existsSync(executable)) throw new Error(`${name} is not built: npm run build`);
    chmodSync(executable, 0o755);
    mkdirSync(join(folder, "node_modules/.bin"), { recursive: true });
    symlinkSync(executable, join(folder, "node_modules/.bin", command));
  }
}

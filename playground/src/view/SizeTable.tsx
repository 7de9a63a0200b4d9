import type { Weighed } from "../sizes/measure.js";
import type { Sizes } from "../sizes/useSizes.js";

/** What bundles weigh, as a table with bars. */
export function SizeTable({ sizes: { weighed, esbuild, problem } }: { readonly sizes: Sizes }) {
  const client = weighed.find(({ kind }) => kind === "client");
  const together = weighed.find(({ kind }) => kind === "together");
  const operations = weighed
    .filter(({ kind }) => kind === "operation")
    .sort((a, b) => b.size.gzip - a.size.gzip || (a.name < b.name ? -1 : 1));
  const base = client?.size.gzip ?? 0;
  const most = Math.max(base, ...weighed.slice(0, 1000).map(({ size }) => size.gzip));
  const row = ({ size, name, kind }: Weighed, label: string) => (
    <tr key={kind + name} class={kind}>
      <th scope="row">{kind === "operation" ? <code>{label}</code> : label}</th>
      <td class="number">{kb(size.gzip)}</td>
      <td class="number adds">{kind === "client" ? "" : `+${kb(size.gzip - base)}`}</td>
      <td class="number minified">{kb(size.minified)}</td>
      <td class="bar" aria-hidden="true">
        <div style={{ width: `${(size.gzip / most) * 100}%` }}>
          <div style={{ width: `${(Math.min(base, size.gzip) / size.gzip) * 100}%` }} />
        </div>
      </td>
    </tr>
  );
  return (
    <div class="sizes">
      {problem !== undefined && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      <p class="hint" role="status">
        {problem !== undefined
          ? ""
          : esbuild === undefined
            ? weighed.length === 0
              ? "Loading esbuild, 4 MB the first time…"
              : `Weighing: ${operations.length} operations so far…`
            : "What browsers load of an application that calls one operation, in kB (1000 bytes)."}
      </p>
      {weighed.length > 0 && (
        <table>
          <thead>
            <tr>
              <th scope="col">Operation</th>
              <th scope="col" class="number">
                gzip
              </th>
              <th scope="col" class="number adds">
                adds
              </th>
              <th scope="col" class="number minified">
                minified
              </th>
              <th class="bar" aria-hidden="true" />
            </tr>
          </thead>
          <tbody>
            {operations.map((each) => row(each, each.name))}
            {together && row(together, `all ${operations.length} together`)}
            {client && row(client, "a client that calls nothing")}
          </tbody>
        </table>
      )}
      {esbuild !== undefined && (
        <p class="hint">
          Each row is an application of its own, bundled by esbuild {esbuild} for browsers
          (minified, ES module) and compressed by gzip, as <code>tinsmith size</code> does.
        </p>
      )}
    </div>
  );
}

function kb(bytes: number): string {
  return (bytes / 1000).toFixed(2);
}

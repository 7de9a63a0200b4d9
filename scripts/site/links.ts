import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { Parser } from "htmlparser2";

interface Document {
  readonly ids: ReadonlySet<string>;
  readonly links: readonly string[];
}

/**
 * The links of a built site that lead nowhere: to a file that is not there, or to a place that a page
 * does not have. Links to other sites are not followed.
 *
 * @param folder - where the site was built to
 * @returns a line for each: `page: link`
 */
export function brokenLinks(folder: string): readonly string[] {
  const documents = new Map<string, Document>();
  const documentOf = (file: string): Document => {
    const found = documents.get(file) ?? parse(readFileSync(file, "utf8"));
    documents.set(file, found);
    return found;
  };
  return pagesIn(folder).flatMap((page) =>
    documentOf(page)
      .links.filter((link) => !leads(page, link))
      .map((link) => `${relative(folder, page)}: ${link}`),
  );

  function leads(page: string, link: string): boolean {
    const [path = "", id] = decodeURI(link).split("#");
    const target = fileOf(
      path === "" ? page : join(path.startsWith("/") ? folder : dirname(page), path),
    );
    if (target === undefined) return false;
    if (id === undefined || id === "" || !target.endsWith(".html")) return true;
    return documentOf(target).ids.has(decodeURIComponent(id));
  }
}

/** The file that a server gives for a path. */
function fileOf(path: string): string | undefined {
  const file = path.replace(/\?.*$/, "");
  if (!existsSync(file)) return undefined;
  if (!statSync(file).isDirectory()) return file;
  const index = join(file, "index.html");
  return existsSync(index) ? index : undefined;
}

/** The site's own pages; those of TypeDoc and the playground are checked by who makes them. */
function pagesIn(folder: string): readonly string[] {
  return ["", "reference"].flatMap((part) =>
    readdirSync(join(folder, part))
      .filter((file) => file.endsWith(".html") && file !== "404.html")
      .map((file) => join(folder, part, file)),
  );
}

function parse(html: string): Document {
  const ids = new Set<string>();
  const links: string[] = [];
  const parser = new Parser({
    onopentag(name, { id, href, src }) {
      if (id !== undefined) ids.add(id);
      const link = name === "img" ? src : href;
      // With a scheme, or a host, it leads to another site.
      if (link !== undefined && !/^(?:[a-z][\w+.-]*:|\/\/)/i.test(link)) links.push(link);
    },
  });
  parser.end(html);
  return { ids, links };
}

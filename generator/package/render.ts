import Handlebars from "handlebars";
import { jsonText } from "../text/visible.js";

/**
 * Whole files from their skeletons.
 *
 * @param templates - texts by path; those that end in `.hbs` are filled, and lose that ending
 */
export function renderFiles(
  templates: ReadonlyMap<string, string>,
  view: object,
): ReadonlyMap<string, string> {
  const handlebars = Handlebars.create();
  handlebars.registerHelper("json", (value) => new handlebars.SafeString(jsonText(value)));
  return new Map(
    [...templates].map(([path, text]) =>
      path.endsWith(".hbs")
        ? [path.slice(0, -".hbs".length), handlebars.compile(text, { strict: true })(view)]
        : [path, text],
    ),
  );
}

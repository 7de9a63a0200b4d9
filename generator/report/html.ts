import Handlebars from "handlebars";
import type { Comparison } from "../versioning/change.js";
import type { Surface } from "../versioning/surface.js";
import type { Subject } from "./subject.js";
import { visible } from "../text/visible.js";
import { viewOf, type View } from "./view.js";

/**
 * A comparison as one page that needs nothing else: no network, no script.
 *
 * @param template - the text of `templates/report/report.html.hbs`
 */
export function renderHtml(
  subject: Subject,
  comparison: Comparison,
  older: Surface,
  newer: Surface,
  template: string,
): string {
  const handlebars = Handlebars.create();
  // Sentences have names as code between backticks.
  handlebars.registerHelper("prose", (text: string) => {
    const escaped = handlebars.escapeExpression(text).replaceAll("&#x60;", "`");
    return new handlebars.SafeString(escaped.replace(/`([^`]*)`/g, "<code>$1</code>"));
  });
  const view = viewOf(subject, comparison, older, newer);
  return handlebars.compile(template, { strict: true })(allVisible(view));
}

/** The template escapes what is markup, and shows the rest as it is: an override of direction, too. */
function allVisible(view: View): View {
  const show = (_: string, value: unknown): unknown =>
    typeof value === "string" ? visible(value) : value;
  return JSON.parse(JSON.stringify(view, show)) as View;
}

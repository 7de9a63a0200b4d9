import { ts } from "ts-morph";
import type { FileContext } from "../file.js";

/** Options of the SDK's providers that ours do not have. */
const UNKNOWN =
  /\b(roleAssumer|roleAssumerWithWebIdentity|ssoClient|clientPlugins|logger|parentClientConfig)\b/;

/**
 * Providers of credentials, which clients have under the same names in `./credentials`. Those of the SDK
 * work with clients as they are, so that none is in the way where a client does not have it.
 */
export function rewriteCredentials(file: FileContext): void {
  for (const { node, name, package: from } of file.references) {
    if (from !== "@aws-sdk/credential-providers" || !ts.isCallExpression(node.parent)) continue;
    if (UNKNOWN.test(file.text(node.parent))) continue;
    const service = [...file.services.values()].find(
      ({ key, exports }) =>
        !file.parts.isBlocked(key, file.path) &&
        exports.get("./credentials")?.has(name) &&
        [...file.handled.values()].includes(key),
    );
    if (!service) continue;
    const local = file.use(service, "./credentials", name);
    file.replace(service.key, node.getStart(), node.end, local);
    file.handled.set(node, service.key);
  }
}

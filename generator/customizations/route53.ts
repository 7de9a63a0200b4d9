import { within } from "../protocols/wrappers.js";
import { withMembers, writtenBy } from "./change.js";
import type { Customization } from "./customization.js";

const ids: ReadonlySet<string> = new Set(["DelegationSetId", "HostedZoneId", "Id"]);

/**
 * Amazon Route 53 gives IDs with the path they are found at, such as `/hostedzone/Z1`, and takes them
 * without.
 */
export const route53: Customization = {
  namespaces: ["com.amazonaws.route53"],
  plan(plan, { operations, structures }) {
    const inputs = operations.flatMap(({ input }) => input ?? []);
    const nested = [...structures.values()].filter(({ name }) => name === "AliasTarget");
    return withMembers(plan, new Set([...inputs, ...nested.map(({ shape }) => shape)]), (member) =>
      ids.has(member.name)
        ? writtenBy(member, within("runtime/services/route53", "withoutPath"))
        : member,
    );
  },
};

import type { MemberIr, ServiceIr } from "../ir/ir.js";
import { json, runtime } from "../protocols/plan.js";
import { within } from "../protocols/wrappers.js";
import { withMembers, withMessages, writtenBy } from "./change.js";
import type { Customization } from "./customization.js";

const treeHash = "x-amz-sha256-tree-hash";

/**
 * Amazon S3 Glacier wants its version in a header, an account in each path, and of what is uploaded
 * the hash of its hash tree
 * (https://docs.aws.amazon.com/amazonglacier/latest/dev/checksum-calculations.html).
 */
export const glacier: Customization = {
  namespaces: ["com.amazonaws.glacier"],
  service: (service) => ({
    ...service,
    structures: new Map(
      [...service.structures].map(([id, structure]) => [
        id,
        structure.kind === "structure" && inputsOf(service).has(id)
          ? { ...structure, members: structure.members.map(withOwnAccount) }
          : structure,
      ]),
    ),
  }),
  plan(plan, service) {
    const inputs = inputsOf(service);
    const uploads = [...inputs].filter((id) => {
      const members = service.structures.get(id)?.members ?? [];
      return members.some(isPayload) && members.some(isTreeHash);
    });
    const versioned = withMessages(plan, {
      write: (write) => runtime("services/glacier", "versioned", [write, json(service.version)]),
    });
    const inAccount = withMembers(versioned, inputs, (member) =>
      member.name === "accountId"
        ? {
            ...writtenBy(member, within("runtime/services/glacier", "ownAccount")),
            sent: json("-"),
          }
        : member,
    );
    return withMembers(inAccount, uploads, (member) =>
      member.name === "body"
        ? writtenBy(member, within("runtime/services/glacier", "hashed"))
        : member,
    );
  },
};

function inputsOf({ operations }: ServiceIr): ReadonlySet<string> {
  return new Set(operations.flatMap(({ input }) => input ?? []));
}

/** Who gives no account means the one that the credentials are of. */
function withOwnAccount(member: MemberIr): MemberIr {
  return member.name === "accountId" ? { ...member, default: "-" } : member;
}

function isPayload({ name, wire }: MemberIr): boolean {
  return name === "body" && wire.has("smithy.api#httpPayload");
}

function isTreeHash({ wire }: MemberIr): boolean {
  const header = wire.get("smithy.api#httpHeader");
  return typeof header === "string" && header.toLowerCase() === treeHash;
}

import { isNode } from "../http/platform.both.js";
import * as node from "./chain.node.js";
import * as web from "./chain.web.js";

/** Whether credentials may be found where neither config nor environment has any. */
export const hasChain: boolean = isNode;

/** Where credentials are looked for: on Node in all the places that the AWS SDKs know. */
export const credentialsOf: typeof node.credentialsOf = (config) =>
  (isNode ? node : web).credentialsOf(config);

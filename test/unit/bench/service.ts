import type { C2jOperation, C2jService, C2jShape } from "../../../bench/services/c2j.js";

export interface Parts {
  readonly protocol?: string;
  readonly shapes?: Readonly<Record<string, C2jShape>>;
  readonly operation?: Partial<C2jOperation>;
}

/** A service with one operation. */
export function service({
  protocol = "json",
  shapes = {},
  operation = {},
}: Parts = {}): C2jService {
  return {
    metadata: {
      apiVersion: "2020-01-01",
      endpointPrefix: "shop",
      protocol,
      jsonVersion: "1.1",
      serviceId: "The Shop",
      serviceFullName: "The Shop",
      signatureVersion: "v4",
    },
    operations: { Buy: { http: { method: "POST", requestUri: "/" }, ...operation } },
    shapes,
  };
}

import { env } from "#platform";
import type { ClientConfig } from "../contract/config.js";
import { misconfigured } from "../contract/endpoint.js";

/** When a checksum is made or checked: whenever it can be, or where it has to be. */
export type ChecksumUse = "when_supported" | "when_required";

/** The settings of a client some of whose messages have checksums. */
export interface ChecksumConfig extends ClientConfig {
  readonly requestChecksumCalculation?: ChecksumUse | undefined;
  readonly responseChecksumValidation?: ChecksumUse | undefined;
}

/**
 * Whether checksums are wanted where they can be had. What is not AWS's own endpoint may not know
 * them, and has them only where it is told, or where they have to be.
 *
 * @throws ConfigError
 */
export function whenSupported(
  config: ChecksumConfig,
  setting: "requestChecksumCalculation" | "responseChecksumValidation",
  variable: string,
): boolean {
  const use = config[setting] ?? (env[variable] || undefined);
  if (use === undefined) return !config.endpoint;
  const [, supported, required] = /^when_(?:(supported)|(required))$/i.exec(use) ?? [];
  if (!supported && !required) {
    misconfigured(`${setting} or ${variable} has to be when_supported or when_required`);
  }
  return !!supported;
}

import type { Comparison, Figure } from "./stats.js";

/** What `npm run bench` measured: `results.json`. */
export interface Results {
  readonly machine: Machine;
  readonly bundle: readonly BundleSize[];
  readonly install: readonly InstallSize[];
  readonly coldStart: readonly ColdStart[];
  readonly load: readonly Load[];
  readonly signing: readonly Work[];
  readonly serialization: readonly Work[];
  readonly types: readonly TypeCost[];
  /** `null` where there were no models to generate from. */
  readonly generator: GeneratorCosts | null;
  /** Of the last time that it was asked for; `null` where it never was. */
  readonly services: ServicesCost | null;
  /** Of the last time that they were asked for. */
  readonly large: readonly LargePackage[];
  /** Of the last time that they were asked for. */
  readonly operations: readonly OperationSize[];
  /** Of the last time that it was asked for; `null` where it never was. */
  readonly throughput: Throughput | null;
}

/** How fast objects of S3 go up and down as streams, by client. */
export interface Throughput {
  readonly megabytes: number;
  readonly rounds: number;
  /** As that of the machine, of this run. */
  readonly loadBefore: number;
  readonly clients: readonly {
    readonly client: string;
    readonly up: Moved;
    readonly down: Moved;
  }[];
}

export interface Moved {
  /** Megabytes a second. */
  readonly rate: Comparison;
  /** Processor time of the client's process: milliseconds a megabyte. */
  readonly cpu: Comparison;
}

export interface Machine {
  readonly processor: string;
  readonly cores: number;
  readonly memoryGB: number;
  readonly system: string;
  readonly node: string;
  /** Of the last minute before anything was measured: above 0.5, others were at work. */
  readonly loadBefore: number;
}

/** Bytes of an application in one file. */
export interface Sizes {
  readonly minified: number;
  readonly gzip: number;
  readonly brotli: number;
}

/** Of an application that calls ReEncrypt alone. */
export interface BundleSize extends Sizes {
  readonly client: string;
  readonly bundler: "esbuild" | "rollup";
  readonly platform: "browser" | "node";
}

/** Of one that calls an operation of another service alone, by esbuild for browsers, beside the SDK's. */
export interface OperationSize {
  readonly service: string;
  readonly operation: string;
  /** That Tinsmith's client speaks. */
  readonly protocol: string;
  /** What the design allows, after gzip. */
  readonly goal: number;
  readonly tinsmith: Sizes;
  readonly sdk: Sizes & { readonly version: string };
}

/** What `npm install` of a client brings. */
export interface InstallSize {
  readonly client: string;
  readonly packages: number;
  readonly files: number;
  readonly bytes: number;
}

/** From a booted Node to the first response. */
export interface ColdStart {
  readonly client: string;
  readonly form: "unbundled" | "bundled";
  readonly scheme: "http" | "https";
  readonly milliseconds: Comparison;
  /** Processor time, in milliseconds. */
  readonly cpu: Comparison;
}

export interface Load {
  readonly client: string;
  readonly sequential: CallCost;
  /** 32 calls in flight. */
  readonly concurrent: CallCost;
  /** The peak of the process. */
  readonly rssMB: Comparison;
}

/** Microseconds: processor time a call, and latency. */
export interface CallCost {
  readonly cpu: Comparison;
  readonly p50: Figure;
  readonly p99: Figure;
}

/** Microseconds of processor time that one piece of work takes. */
export interface Work {
  readonly client: string;
  readonly microseconds: Comparison;
}

/** What a file that uses one operation costs the type checker over an empty one. */
export interface TypeCost {
  readonly client: string;
  readonly types: number;
  readonly instantiations: number;
  readonly files: number;
  readonly lines: number;
  readonly milliseconds: Comparison;
}

/** Whole runs of the generator, by what they generate; medians. */
export type GeneratorCosts = Readonly<
  Record<"kms" | "unchanged" | "packages" | "ec2", GeneratorCost>
>;

/** What `npm run bench:services` tells of one run over all services. */
export interface ServicesCost {
  readonly packages: number;
  readonly shapes: number;
  readonly generate: { readonly wallS: number; readonly cpuS: number; readonly peakMb: number };
}

/** What `npm run bench:large` tells of a package of a whole service, however large, beside the SDK's. */
export interface LargePackage {
  readonly service: string;
  /** The one that the checked files call. */
  readonly operation: string;
  readonly model: "official" | "botocore";
  /** Its own protocol has no client yet; it was given another. */
  readonly hasStandIn: boolean;
  readonly install: Readonly<Record<"tinsmith" | "sdk", Omit<InstallSize, "client">>>;
  /** Empty, from `./client` and `./operations/…`, from the package's root, from the SDK's package. */
  readonly checks: Readonly<Record<"empty" | "operation" | "root" | "sdk", Check>>;
}

/** What `tsc` takes for a file. */
export interface Check {
  /** Processor time, in milliseconds. */
  readonly milliseconds: Figure;
  readonly toEmpty: Figure;
  readonly toSdk: Figure;
  /** The files that it reads. */
  readonly files: number;
}

export interface GeneratorCost {
  readonly wallMs: number;
  /** Processor time of all its processes. */
  readonly userMs: number;
  /** Of its largest process. */
  readonly peakMb: number;
}

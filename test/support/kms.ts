/** The generated client as its package's users get it: built. See `buildGenerated.ts`. */
export * from "../../generated/kms/dist/index.js";

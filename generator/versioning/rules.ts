/**
 * Every rule by which two versions are compared: what it finds, and which bumps that is. The names
 * are for scripts that read `tinsmith diff --json`, and stay as they are.
 */
export const rules = {
  "client-renamed": ["major", "The names of the client are made of another name."],
  "protocols-changed": ["minor", "The service speaks other protocols, so that the client may too."],
  "setting-added": ["minor", "The client has a new setting."],
  "setting-changed": ["major", "A setting of the client has another type."],
  "setting-removed": ["major", "A setting of the client is gone."],
  "operation-added": ["minor", "A new operation."],
  "operation-removed": ["major", "An operation is gone."],
  "operation-renamed": ["major", "The names that are made of an operation's are others."],
  "operation-callable": ["minor", "An operation that had types only has a function now."],
  "operation-types-only": ["major", "An operation has its types still, but no function."],
  "operation-input-changed": [
    "major, minor, patch",
    "An operation takes another type: major unless all that was passed still can be, patch if the types are the same but for their names.",
  ],
  "operation-output-changed": [
    "major, minor, patch",
    "An operation gives another type: major unless it has all that the old one had. From nothing to a structure is minor.",
  ],
  "operation-error-added": ["minor", "An operation can fail in a new way."],
  "operation-error-removed": [
    "major",
    "An operation no longer fails in a way that callers test for.",
  ],
  "paginator-added": ["minor", "An operation has pages, and a function that goes through them."],
  "paginator-changed": [
    "major, minor, patch",
    "The function of an operation's pages takes or gives other types, or has another name: major unless code that calls it still compiles, patch if the types are the same but for their names.",
  ],
  "paginator-removed": ["major", "An operation has no pages, and no function for them."],
  "waiter-added": ["minor", "A new waiter."],
  "waiter-changed": ["major", "A waiter gives another type, or its function has another name."],
  "waiter-removed": ["major", "A waiter is gone."],
  "type-added": ["minor", "A new structure, union or enum."],
  "type-removed": ["major", "A structure, union or enum is gone."],
  "type-kind-changed": [
    "major",
    "A structure became a union, an enum of texts one of numbers, or so.",
  ],
  "member-added": ["minor", "A new member; in what callers pass, an optional one."],
  "member-added-required": ["major", "A new member that callers have to pass."],
  "member-removed": ["major", "A member is gone."],
  "member-required": [
    "major, minor",
    "An optional member is required: major in what callers pass, minor in what they only get.",
  ],
  "member-optional": [
    "major, minor",
    "A required member is optional: major in what callers get, minor in what they only pass.",
  ],
  "member-type-changed": [
    "major, minor, patch",
    "A member has another type: major unless, by position, callers can pass all that they could and get nothing that they could not; patch if the types are the same but for their names.",
  ],
  "member-default-changed": ["patch", "A member has another default, or has one only now."],
  "enum-value-added": ["minor", "An enum has a new value."],
  "enum-value-removed": ["major", "A value of an enum, or the name of its constant, is gone."],
  "enum-value-changed": ["major", "The constant of an enum has another value."],
  "error-added": ["minor", "A new error."],
  "error-removed": ["major", "The type of an error is gone."],
  "error-fault-changed": ["patch", "An error is the fault of another side."],
  "export-added": [
    "minor",
    "The package exports a new name, or a type of its own has a new member.",
  ],
  "export-changed": [
    "major",
    "Something that comes with every package has another signature, or a name stands for something else.",
  ],
  "export-removed": [
    "major",
    "The package no longer exports a name, a subpath, or a type's member.",
  ],
  "documentation-changed": ["patch", "Documentation."],
  "deprecation-changed": ["patch", "Something is deprecated, or is no longer."],
  "constraints-changed": ["patch", "What the service accepts; the client leaves that to it."],
  "endpoints-changed": ["patch", "How endpoints are found."],
  "authentication-changed": ["patch", "How requests are signed."],
  "wire-changed": ["patch", "How values are sent, and other traits that types do not show."],
  "tests-changed": ["patch", "The model's own tests."],
  "code-changed": [
    "patch",
    "The generated code, with nothing else different; between packages only.",
  ],
} as const satisfies Readonly<Record<string, readonly [bumps: string, finds: string]>>;

export type Rule = keyof typeof rules;

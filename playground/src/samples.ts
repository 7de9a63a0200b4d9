import kms from "../../model/kms.json?url";
import weather from "../samples/weather.json?url";

/** A model to try, and what is chosen of it at first: names of operations, or all. */
export interface Sample {
  readonly name: string;
  readonly about: string;
  readonly file: string;
  readonly url: string;
  readonly operations?: readonly string[];
}

export const samples: readonly Sample[] = [
  {
    name: "Weather",
    about: "a small service of one's own",
    file: "weather.json",
    url: weather,
  },
  {
    name: "AWS KMS",
    about: "54 operations",
    file: "kms.json",
    url: kms,
    operations: ["ReEncrypt"],
  },
];

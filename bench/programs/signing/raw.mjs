import { credentials, input, region } from "../call.mjs";
import { write } from "../raw/json.mjs";
import { sign } from "../raw/sign.mjs";

const body = write(input);

export const work = () => sign(`kms.${region}.amazonaws.com`, body, { credentials, region });

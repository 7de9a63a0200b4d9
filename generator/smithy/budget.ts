/** Work that a model asks for and does not get. */
export class TooCostly extends Error {
  override readonly name = "TooCostly";
}

/**
 * How much work may still be done for what a model can make as costly as it likes. It is counted and
 * not timed, so that the same model gets the same answer on every machine.
 */
export interface Budget {
  /** @throws {TooCostly} where there is less left. */
  readonly spend: (units: number) => void;
}

/** @param whole - what this is a part of, and is spent of, too */
export function createBudget(units: number, whole?: Budget): Budget {
  let left = units;
  return {
    spend(units) {
      if (units > left) throw new TooCostly();
      left -= units;
      whole?.spend(units);
    },
  };
}

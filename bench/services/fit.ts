/** A line through points, by least squares. */
export interface Line {
  readonly slope: number;
  readonly intercept: number;
  /** The part of the variance that the line explains: 1 where all points are on it. */
  readonly r2: number;
}

/** @throws where there are not two points at least, of different `x`. */
export function fitLine(points: readonly (readonly [x: number, y: number])[]): Line {
  const mean = (of: (point: readonly [number, number]) => number): number =>
    points.reduce((sum, point) => sum + of(point), 0) / points.length;
  const [meanX, meanY] = [mean(([x]) => x), mean(([, y]) => y)];
  const covariance = mean(([x, y]) => (x - meanX) * (y - meanY));
  const [varianceX, varianceY] = [
    mean(([x]) => (x - meanX) ** 2),
    mean(([, y]) => (y - meanY) ** 2),
  ];
  if (!(varianceX > 0)) throw new Error("A line needs two points of different x.");
  const slope = covariance / varianceX;
  const r2 = varianceY === 0 ? 1 : covariance ** 2 / (varianceX * varianceY);
  return { slope, intercept: meanY - slope * meanX, r2 };
}

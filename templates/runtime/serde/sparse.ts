/** The converter, either way, of what may be `null`: an item of a sparse list or map. */
export function orNull<T, R>(convert: (item: T) => R): (item: T | null) => R | null {
  return (item) => (item == null ? null : convert(item));
}

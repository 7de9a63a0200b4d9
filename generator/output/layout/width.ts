/** The columns that a line may have. */
export const PRINT_WIDTH = 100;

export const fits = (line: string): boolean => line.length <= PRINT_WIDTH;

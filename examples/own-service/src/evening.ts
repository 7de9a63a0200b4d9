import {
  bookTable,
  cancelBooking,
  paginateListBookings,
  type Booking,
  type TablesClient,
} from "./services/tables/index.js";

export type Booked =
  | { readonly booked: Booking; readonly instead: boolean }
  /** Why there is no table. */
  | { readonly refused: string };

/**
 * Books a table, or where none is free then, at the first time at which one is.
 *
 * @throws the error of a call that went wrong, rather than being answered with a no
 */
export async function bookEvening(
  tables: TablesClient,
  wish: { readonly guest: string; readonly seats: number; readonly at: Date },
): Promise<Booked> {
  const first = await bookTable(tables, wish);
  if (first.ok) return { booked: first.value, instead: false };

  switch (first.error.name) {
    case "TableTaken": {
      // The error's own members, as the model has them: `free` is a `Date[]`.
      const [at] = first.error.data.free;
      if (!at) return { refused: "All tables of that size are taken on that day." };
      const second = await bookTable(tables, { ...wish, at });
      if (second.ok) return { booked: second.value, instead: true };
      if (second.error.name === "TableTaken") return { refused: "Someone was faster." };
      throw second.error;
    }
    case "InvalidBooking":
      return { refused: first.error.message };
    default:
      throw first.error;
  }
}

/** Gives back all tables of a guest. @returns how many there were */
export async function cancelAll(tables: TablesClient, guest: string): Promise<number> {
  let cancelled = 0;
  for await (const { id } of paginateListBookings(tables, { guest }).items()) {
    const result = await cancelBooking(tables, { id });
    if (result.ok) cancelled++;
    else if (result.error.name !== "BookingNotFound") throw result.error;
  }
  return cancelled;
}

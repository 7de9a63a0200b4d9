import { createFakeTables, fakeError, type FakeTables } from "./services/tables/testing.js";
import type { Booking } from "./services/tables/index.js";

const TABLES = 2;
const HOURS = [18, 20];

/**
 * A restaurant of two tables, where guests come at six and at eight, UTC. Its handlers are typed by the
 * model: one that answers what the service could not does not compile.
 */
export function createRestaurant(): FakeTables {
  const bookings = new Map<string, Booking>();
  let lastId = 0;

  const freeAt = (time: number) =>
    [...bookings.values()].filter(({ at }) => at.getTime() === time).length < TABLES;

  return createFakeTables({
    bookTable({ guest, seats, at }) {
      const times = HOURS.map((hour) => new Date(at).setUTCHours(hour, 0, 0, 0));
      if (!times.includes(at.getTime())) {
        return fakeError("InvalidBooking", { message: "Guests come at six or at eight." });
      }
      if (!freeAt(at.getTime())) {
        const free = times.filter(freeAt).map((time) => new Date(time));
        return fakeError("TableTaken", { message: "All tables are taken.", data: { free } });
      }
      const booking = { id: String(++lastId), guest, seats, at };
      bookings.set(booking.id, booking);
      return booking;
    },

    cancelBooking: ({ id }) => (bookings.delete(id) ? undefined : fakeError("BookingNotFound")),

    listBookings({ guest, maxResults = 10, nextToken = "0" }) {
      const found = [...bookings.values()]
        .filter((booking) => guest === undefined || booking.guest === guest)
        // By ID, so that a page begins after the last, whatever was cancelled meanwhile.
        .filter(({ id }) => Number(id) > Number(nextToken));
      const page = found.slice(0, maxResults);
      return {
        bookings: page,
        nextToken: found.length > page.length ? page.at(-1)?.id : undefined,
      };
    },
  });
}

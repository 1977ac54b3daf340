/* Days as whole numbers since 1 January 1970 (UTC), steps of the calendar, and spans in words. */
(function () {
  "use strict";
  const BL = window.Borderlands;
  const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August",
    "September", "October", "November", "December"];
  const DAY = 864e5;

  const date = (day) => new Date(day * DAY);
  const number = (year, month, dayOfMonth) => Date.UTC(year, month, dayOfMonth) / DAY;
  const iso = (day) => date(day).toISOString().slice(0, 10);

  function text(day) {
    const d = date(day);
    return d.getUTCDate() + " " + MONTHS[d.getUTCMonth()] + " " + d.getUTCFullYear();
  }

  /* As short as it can be said: 2024; March 2024; 3 May 2024 – 4 June 2024. Both days included. */
  function span(from, to) {
    const a = date(from), z = date(to), next = date(to + 1), dash = " \u2013 ";
    const years = [a.getUTCFullYear(), z.getUTCFullYear()];
    const months = [MONTHS[a.getUTCMonth()], MONTHS[z.getUTCMonth()]];
    if (a.getUTCDate() === 1 && next.getUTCDate() === 1) {
      if (a.getUTCMonth() === 0 && next.getUTCMonth() === 0) {
        return years[0] === years[1] ? String(years[0]) : years[0] + "\u2013" + years[1];
      }
      const one = years[0] === years[1] && months[0] === months[1];
      return (one ? "" : months[0] + " " + years[0] + dash) + months[1] + " " + years[1];
    }
    return from === to ? text(from) : text(from) + dash + text(to);
  }

  /* A day some units later; the 31st becomes the last day of a shorter month, 29 February the 28th. */
  function add(day, unit, count) {
    if (unit === "week") return day + 7 * count;
    const d = date(day), months = { month: 1, quarter: 3, year: 12 }[unit] * count;
    const first = new Date(Date.UTC(d.getUTCFullYear(), d.getUTCMonth() + months, 1));
    const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
    return number(first.getUTCFullYear(), first.getUTCMonth(), Math.min(d.getUTCDate(), last));
  }

  /* First day of the week (Monday), month, quarter or year that holds a day. */
  function floor(day, unit) {
    const d = date(day);
    if (unit === "week") return day - ((d.getUTCDay() + 6) % 7);
    const month = { month: d.getUTCMonth(), quarter: Math.floor(d.getUTCMonth() / 3) * 3, year: 0 }[unit];
    return number(d.getUTCFullYear(), month, 1);
  }

  BL.calendar = { MONTHS, date, number, iso, text, span, add, floor };
})();

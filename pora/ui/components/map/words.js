/* What a map says of an area: in a tooltip, to a screen reader, on the map. */

export class Words {
  constructor({ number, entries, language }) {
    this.number = number;
    this.entries = entries;
    const { decimals } = number;
    const marks = { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
    this.format = new Intl.NumberFormat(language, marks);
  }

  /** 1.234; 12,3%; +5. Values are whole units of the last decimal. */
  write(units) {
    const { decimals, suffix, signed } = this.number;
    const value = units / 10 ** decimals;
    const sign = signed ? (value > 0 ? "+" : value < 0 ? "\u2212" : "") : "";
    return `${sign}${this.format.format(sign ? Math.abs(value) : value)}${suffix}`;
  }

  /** The number with its unit, or the state. */
  describe({ entry, value }) {
    const { hover } = this.entries[entry];
    if (hover || value === undefined) return hover;
    const { unit, one, decimals } = this.number;
    return `${this.write(value)} ${one && !decimals && Math.abs(value) === 1 ? one : unit}`;
  }

  /** What stands under the name on the map. */
  shorten({ entry, value }) {
    return value === undefined ? this.entries[entry].short : this.write(value);
  }
}

#!/usr/bin/env bash
# carbone 3.8.2 (npm; fills templates of letters and reports). On a machine set to the time of Indonesia, a day is written as the day before:
# the zone it writes for is Europe/Paris unless told, and a day is taken as midnight where the machine is. So figures of a month,
# dated by its first day, go out as those of the month before: 2024-08-01 is "31 Juli". A machine set to UTC, as servers and tests are, hides it.
# And "id-id", named as the "fr-fr" and "nl-nl" of its list, makes the months Indonesian but the numbers English: 1,234 people, which
# an Indonesian reads as one and a quarter. "id" has both; nothing is said.
# Seen on 30 November 2026, of 1234, 12.5 and 2024-08-01:
#   Asia/Jakarta: 31 Juli; with timezone "Asia/Jakarta": 1 Agustus; UTC: 1 Agustus
#   id: 1.234; 12,5. id-id: 1,234; 12.5. nl-nl: 1.234; 12,5
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts carbone@3.8.2 >/dev/null
cat > letter.html <<'HTML'
<p>{d.people:formatN(0)}; {d.percent:formatN(1)}; {d.day:formatD('D MMMM')}</p>
HTML
cat > fill.cjs <<'JAVASCRIPT'
const { promisify } = require("node:util");
const render = promisify(require("carbone").render);

const found = { people: 1234, percent: 12.5, day: "2024-08-01" };
const choices = [{ lang: "id" }, { lang: "id", timezone: "Asia/Jakarta" }, { lang: "id-id" }, { lang: "nl-nl" }];
(async () => {
  for (const chosen of choices) {
    const name = `${process.env.TZ}, ${Object.values(chosen).join(" for ")}:`;
    const letter = String(await render("letter.html", found, chosen));
    console.log(name, letter.replace(/<.*?>/g, "").trim());
  }
  process.exit();
})();
JAVASCRIPT
for zone in Asia/Jakarta UTC; do
  TZ=$zone node fill.cjs
done >seen.txt
cat seen.txt
diff - seen.txt <<'SEEN' || { echo "changed" >&2; exit 1; }
Asia/Jakarta, id: 1.234; 12,5; 31 Juli
Asia/Jakarta, id for Asia/Jakarta: 1.234; 12,5; 1 Agustus
Asia/Jakarta, id-id: 1,234; 12.5; 31 Juli
Asia/Jakarta, nl-nl: 1.234; 12,5; 31 juli
UTC, id: 1.234; 12,5; 1 Agustus
UTC, id for Asia/Jakarta: 1.234; 12,5; 1 Agustus
UTC, id-id: 1,234; 12.5; 1 Agustus
UTC, nl-nl: 1.234; 12,5; 1 augustus
SEEN
